package dev.morlens.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.bench.Extent;
import dev.morlens.bench.Figures;
import dev.morlens.bench.Goal;
import dev.morlens.bench.ServerProcess;
import dev.morlens.bench.Spread;
import dev.morlens.bench.Stage;
import dev.morlens.chain.value.Address;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** How long after the start of its process a server first says where an address's MOR is. */
public final class FirstAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DIRECTORY = Path.of("target", "bench", "first", "pg18");

    private interface Wait {
        void on(ServerProcess server) throws InterruptedException;
    }

    private final History history;
    private final Extent extent;
    private final Figures figures;
    private String source = "";

    public FirstAnswers(History history, Extent extent, Figures figures) {
        this.history = history;
        this.extent = extent;
        this.figures = figures;
    }

    /** On an empty directory, then again on what it has left. */
    public void measure() throws IOException, InterruptedException {
        Spread onEmpty = new Spread();
        Spread onInitialised = new Spread();
        try (ReplayNode node = ReplayNode.start(history, Manners.DISTANT)) {
            for (int round = 0; round < extent.rounds(); round++) {
                empty(DIRECTORY.getParent());
                onEmpty.add(start(node, ServerProcess::awaitIndex));
                onInitialised.add(start(node, server -> {}));
            }
        }
        note("empty", 5, onEmpty);
        note("initialised", 3, onInitialised);
    }

    private void note(String directory, double most, Spread seconds) throws IOException {
        figures.add(
                "first_answer_seconds",
                directory + " directory",
                "s",
                Goal.atMost(most),
                seconds,
                Map.of("lastSource", source));
    }

    /** @param then what to wait for before it is stopped */
    private double start(ReplayNode node, Wait then) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (ServerProcess server =
                ServerProcess.start(ReplayContracts.network(), URI.create(node.url()), DIRECTORY.toAbsolutePath())) {
            JsonNode answer = JSON.readTree(server.firstAnswer(Stage.json(somebody())));
            double seconds = (System.nanoTime() - begun) / 1e9;
            source = answer.at("/asOf/source").asText();
            then.on(server);
            return seconds;
        }
    }

    private Address somebody() {
        return history.balances().keySet().stream().min(Address::compareTo).orElseThrow();
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
