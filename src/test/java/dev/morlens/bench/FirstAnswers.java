package dev.morlens.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How long after the start of its process a server first says where an address's MOR is. */
final class FirstAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DIRECTORY = Path.of("target", "bench", "first", "pg18");

    private final ReplayNode node;
    private final String path;
    private final List<Double> onEmpty = new ArrayList<>();
    private final List<Double> onInitialised = new ArrayList<>();
    private String source = "";

    FirstAnswers(ReplayNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** On an empty directory, then again on what it has left. */
    void round() throws IOException, InterruptedException {
        empty(DIRECTORY.getParent());
        onEmpty.add(start());
        onInitialised.add(start());
    }

    private double start() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (ServerProcess server =
                ServerProcess.start(ReplayContracts.network(), URI.create(node.url()), DIRECTORY.toAbsolutePath())) {
            JsonNode answer = JSON.readTree(server.firstAnswer(path));
            double seconds = (System.nanoTime() - begun) / 1e9;
            source = answer.at("/asOf/source").asText();
            server.awaitIndex();
            return seconds;
        }
    }

    void note(Figures figures) throws IOException {
        note(figures, onEmpty, "<= 5", "empty");
        note(figures, onInitialised, "<= 3", "initialised");
    }

    private void note(Figures figures, List<Double> seconds, String goal, String directory) throws IOException {
        double[] values = seconds.stream().mapToDouble(Double::doubleValue).toArray();
        figures.add(
                "first_answer_seconds",
                Figures.median(values),
                "s",
                goal,
                Map.of("directory", directory, "all", seconds, "lastSource", source));
    }

    private static void empty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
