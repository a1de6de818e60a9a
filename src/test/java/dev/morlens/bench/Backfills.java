package dev.morlens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.indexer.BackfillProcess;
import dev.morlens.indexer.BackfillProcess.Mode;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.replay.History;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How fast a history is indexed: backfills of it, one after the other, each mode in turn. */
final class Backfills {

    record Run(long millis, long cpuMillis, long requests) {}

    private final History history;
    private final ServerLogin database;
    private final Extent extent;
    private final Figures figures;
    private final Map<Mode, List<Run>> runs = new EnumMap<>(Mode.class);
    private int count;

    Backfills(History history, ServerLogin database, Extent extent, Figures figures) {
        this.history = history;
        this.database = database;
        this.extent = extent;
        this.figures = figures;
    }

    void measure() throws IOException, InterruptedException {
        try (ReplayNode node = ReplayNode.start(history, Manners.DISTANT)) {
            for (int round = 0; round < extent.rounds(); round++) {
                round(node);
            }
        }
        Map<String, ?> context = Map.of(
                "logs", history.logCount(),
                "latencyMillis", Manners.DISTANT.latency().toMillis(),
                "indexSeconds", seconds(Mode.INDEX).median(),
                "fetchSeconds", seconds(Mode.LOGS).median(),
                "indexCpuSeconds", cpuSeconds(Mode.INDEX).median(),
                "fetchCpuSeconds", cpuSeconds(Mode.LOGS).median(),
                "indexRequests", requests(Mode.INDEX),
                "fetchRequests", requests(Mode.LOGS));
        figures.add("backfill_over_fetch", "ratio", Goal.atMost(1.15), ratios(Mode.INDEX, Mode.LOGS), context);
        figures.add(
                "backfill_over_fetch_with_facts",
                "ratio",
                Goal.NONE,
                ratios(Mode.INDEX, Mode.FACTS),
                Map.of(
                        "fetchSeconds", seconds(Mode.FACTS).median(),
                        "fetchCpuSeconds", cpuSeconds(Mode.FACTS).median(),
                        "fetchRequests", requests(Mode.FACTS)));
    }

    /** One run of each mode. */
    private void round(ReplayNode node) throws IOException, InterruptedException {
        for (Mode mode : Mode.values()) {
            runs.computeIfAbsent(mode, key -> new ArrayList<>()).add(run(mode, node));
        }
    }

    private Run run(Mode mode, ReplayNode node) throws IOException, InterruptedException {
        Path result = Files.createTempFile(Path.of("target", "bench"), "run", ".txt");
        long before = node.requests();
        Process process = new ProcessBuilder(command(mode, node, result))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/bench/backfill.log"))
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(mode + " ends").isTrue();
        assertThat(process.exitValue())
                .as(mode + "; its log is target/bench/backfill.log")
                .isZero();
        String[] figures = Files.readString(result).split(" ");
        Files.delete(result);
        return new Run(Long.parseLong(figures[0]), Long.parseLong(figures[1]), node.requests() - before);
    }

    private List<String> command(Mode mode, ReplayNode node, Path result) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BackfillProcess.class.getName(),
                mode.name(),
                "bench" + ProcessHandle.current().pid() + "-" + count++,
                node.url(),
                database.url(),
                database.user(),
                database.password(),
                result.toString());
    }

    /** One mode's time over another's in the same round. */
    private Spread ratios(Mode mode, Mode other) {
        Spread ratios = new Spread();
        for (int i = 0; i < runs.get(mode).size(); i++) {
            ratios.add((double) runs.get(mode).get(i).millis()
                    / runs.get(other).get(i).millis());
        }
        return ratios;
    }

    private Spread seconds(Mode mode) {
        Spread seconds = new Spread();
        runs.get(mode).forEach(run -> seconds.add(run.millis() / 1_000.0));
        return seconds;
    }

    /** Of the process itself: the database's is not in it. */
    private Spread cpuSeconds(Mode mode) {
        Spread seconds = new Spread();
        runs.get(mode).forEach(run -> seconds.add(run.cpuMillis() / 1_000.0));
        return seconds;
    }

    private long requests(Mode mode) {
        return runs.get(mode).getLast().requests();
    }
}
