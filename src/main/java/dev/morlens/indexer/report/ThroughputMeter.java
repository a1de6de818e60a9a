package dev.morlens.indexer.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast a backfill goes, over the last half minute. */
public final class ThroughputMeter {

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private record Sample(long nanos, long block, long logs) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long logs;

    /** @param block the block before the first one to be done */
    public ThroughputMeter(long block) {
        samples.add(new Sample(System.nanoTime(), block, 0));
    }

    public void done(long block, long moreLogs) {
        logs += moreLogs;
        long now = System.nanoTime();
        samples.add(new Sample(now, block, logs));
        while (samples.size() > 2 && now - samples.peekFirst().nanos() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
    }

    long logs() {
        return logs;
    }

    double blocksPerSecond() {
        return (samples.peekLast().block() - samples.peekFirst().block()) / seconds();
    }

    double logsPerSecond() {
        return (samples.peekLast().logs() - samples.peekFirst().logs()) / seconds();
    }

    /** When a block should be reached; empty while nothing has been done. */
    Optional<Instant> reaches(long target) {
        double rate = blocksPerSecond();
        if (rate <= 0) {
            return Optional.empty();
        }
        long seconds = Math.round((target - samples.peekLast().block()) / rate);
        return Optional.of(Instant.now().plusSeconds(seconds));
    }

    private double seconds() {
        long spent = samples.peekLast().nanos() - samples.peekFirst().nanos();
        return Math.max(0.001, spent / 1e9);
    }
}
