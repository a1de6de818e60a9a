package dev.morlens.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured: one JSON object a line in {@code target/bench/latest.jsonl}. */
public final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final long seed;

    private Figures(Path file, long seed) {
        this.file = file;
        this.seed = seed;
    }

    /** Forgets the figures of the last time. */
    static Figures begin(long seed) throws IOException {
        Path file = Files.createDirectories(Path.of("target", "bench")).resolve("latest.jsonl");
        Files.writeString(file, "");
        return new Figures(file, seed);
    }

    public void add(String measure, String unit, Goal goal, Spread spread, Map<String, ?> context) throws IOException {
        add(measure, "", unit, goal, spread, context);
    }

    /** @param of which of several figures of this name it is */
    public void add(String measure, String of, String unit, Goal goal, Spread spread, Map<String, ?> context)
            throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("measure", measure);
        line.put("of", of);
        line.put("value", rounded(spread.median()));
        line.put("unit", unit);
        line.put("goal", goal.text());
        line.put("verdict", goal.verdict(spread.median()));
        line.put("min", rounded(spread.min()));
        line.put("max", rounded(spread.max()));
        line.put("rounds", spread.rounds());
        line.put("seed", seed);
        line.put("context", context);
        Files.writeString(file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
    }

    public static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
