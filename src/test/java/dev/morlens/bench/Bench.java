package dev.morlens.bench;

import dev.morlens.chain.value.Address;
import dev.morlens.indexer.BackfillProcess.Mode;
import dev.morlens.store.embedded.EmbeddedServer;
import dev.morlens.testing.replay.History;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.SyntheticHistory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code ./morlens bench}: measures and notes; it fails only if something does not work. */
@Tag("bench")
class Bench {

    private static final boolean SHORT = Boolean.getBoolean("morlens.bench.short");
    private static final long SEED = Long.getLong("morlens.bench.seed", 1);
    private static final int LOGS = SHORT ? 20_000 : 100_000;
    private static final int LOGS_PER_RANGE = 400;
    private static final int ROUNDS = SHORT ? 1 : 3;
    private static final Duration SLICE = Duration.ofSeconds(SHORT ? 2 : 5);
    private static final int ADDRESSES = 200;

    private final History history = SyntheticHistory.write(SEED, LOGS, LOGS_PER_RANGE);

    @Test
    void speedAndMemoryAreMeasured() throws IOException, InterruptedException {
        Figures figures = Figures.begin();
        try (EmbeddedServer database = new EmbeddedServer(Path.of("target", "bench", "pg18"), "");
                ReplayNode node = ReplayNode.start(history, Manners.DISTANT)) {
            Backfills backfills = new Backfills(node, database.running());
            for (int round = 0; round < ROUNDS; round++) {
                backfills.round();
            }
            note(figures, backfills);
        }
        try (EmbeddedServer database = new EmbeddedServer(Path.of("target", "bench", "pg18"), "");
                ReplayNode node = ReplayNode.start(history, new Manners(Duration.ZERO, 2_000, 10_000));
                ServerProcess server = ServerProcess.caughtUp(
                        ReplayContracts.network(), URI.create(node.url()), FreshDatabase.on(database.running()))) {
            note(figures, server);
        }
        try (ReplayNode node = ReplayNode.start(history, Manners.DISTANT)) {
            FirstAnswers first = new FirstAnswers(
                    node,
                    path(history.balances().keySet().stream()
                            .sorted()
                            .findFirst()
                            .orElseThrow()));
            for (int round = 0; round < ROUNDS; round++) {
                first.round();
            }
            first.note(figures);
        }
    }

    private void note(Figures figures, Backfills backfills) throws IOException {
        Map<String, ?> context = Map.of(
                "seed", SEED,
                "logs", history.logCount(),
                "rounds", ROUNDS,
                "latencyMillis", Manners.DISTANT.latency().toMillis(),
                "indexSeconds", backfills.seconds(Mode.INDEX),
                "fetchSeconds", backfills.seconds(Mode.LOGS),
                "indexCpuSeconds", backfills.cpuSeconds(Mode.INDEX),
                "fetchCpuSeconds", backfills.cpuSeconds(Mode.LOGS),
                "indexRequests", backfills.requests(Mode.INDEX),
                "fetchRequests", backfills.requests(Mode.LOGS));
        figures.add("backfill_over_fetch", backfills.timesAsLong(Mode.INDEX, Mode.LOGS), "ratio", "<= 1.5", context);
        figures.add(
                "backfill_over_fetch_with_facts",
                backfills.timesAsLong(Mode.INDEX, Mode.FACTS),
                "ratio",
                "",
                Map.of(
                        "fetchSeconds", backfills.seconds(Mode.FACTS),
                        "fetchCpuSeconds", backfills.cpuSeconds(Mode.FACTS),
                        "fetchRequests", backfills.requests(Mode.FACTS)));
        figures.add("logs_per_second", history.logCount() / backfills.seconds(Mode.INDEX), "logs/s", "", Map.of());
    }

    private void note(Figures figures, ServerProcess server) throws IOException, InterruptedException {
        List<String> paths = history.balances().keySet().stream()
                .sorted()
                .limit(ADDRESSES)
                .map(Bench::path)
                .toList();
        String constant = "/q/bench/constant?size=" + averageSize(server, paths);
        double[] ratios = new double[ROUNDS];
        double hot = 0;
        try (Load load = new Load(server.port())) {
            load.perSecond(paths, SLICE);
            load.perSecond(List.of(constant), SLICE);
            for (int round = 0; round < ROUNDS; round++) {
                hot = load.perSecond(paths, SLICE);
                ratios[round] = hot / load.perSecond(List.of(constant), SLICE);
            }
        }
        figures.add(
                "hot_json_over_constant",
                Figures.median(ratios),
                "ratio",
                ">= 0.5",
                Map.of("requestsPerSecond", Math.round(hot), "addresses", paths.size(), "constant", constant));
        figures.add("rss_mb", server.peakResidentMegabytes(), "MB", "", Map.of("xmx", "512m"));
    }

    private static String path(Address address) {
        return "/api/v1/local/addresses/" + address;
    }

    private static int averageSize(ServerProcess server, List<String> paths) throws IOException, InterruptedException {
        int sum = 0;
        for (String path : paths) {
            sum += server.body(path).length();
        }
        return sum / paths.size();
    }
}
