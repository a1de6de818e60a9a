package dev.morlens.bench;

import dev.morlens.testing.Counts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the parts of a bench take, one after the other; each is told when it has ended. */
final class Parts {

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final long begun = System.nanoTime();
    private long lastEnded = begun;

    /** It began when the one before ended. */
    void ended(String name) {
        double took = secondsSince(lastEnded);
        lastEnded = System.nanoTime();
        seconds.put(name, Figures.rounded(took));
        Counts.say("bench: %s took %.1f s".formatted(name, took));
    }

    /** All of them together, each of them in the context. */
    void note(Figures figures) throws IOException {
        figures.add("bench_seconds", "s", Goal.NONE, Spread.of(secondsSince(begun)), seconds);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
