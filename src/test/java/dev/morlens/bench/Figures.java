package dev.morlens.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured: one JSON object a line in {@code target/bench/latest.jsonl}. */
final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    private Figures(Path file) {
        this.file = file;
    }

    /** Forgets the figures of the last time. */
    static Figures begin() throws IOException {
        Path file = Files.createDirectories(Path.of("target", "bench")).resolve("latest.jsonl");
        Files.writeString(file, "");
        return new Figures(file);
    }

    /** @param goal in words, such as {@code <= 1.5}; empty where there is none */
    void add(String measure, double value, String unit, String goal, Map<String, ?> context) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("measure", measure);
        line.put("value", Math.round(value * 1_000) / 1_000.0);
        line.put("unit", unit);
        line.put("goal", goal);
        line.put("context", context);
        Files.writeString(file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
