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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How fast a history is indexed: backfills of it, one after the other, each mode in turn. Each runs in a process of its own,
 * which begins cold, and includes the making of the indexes that readers need.
 */
final class Backfills {

    /** The database's seconds are those of all its processes. */
    private record Run(double seconds, double cpuSeconds, double databaseCpuSeconds, long requests) {}

    private final History history;
    private final ServerLogin database;
    private final DatabaseCpu databaseCpu;
    private final Figures figures;
    private int count;

    Backfills(History history, ServerLogin database, Path data, Figures figures) {
        this.history = history;
        this.database = database;
        this.databaseCpu = new DatabaseCpu(data);
        this.figures = figures;
    }

    void measure(Extent extent) throws IOException, InterruptedException {
        measure("node 50 ms away", Manners.DISTANT, extent.rounds(), Goal.atMost(1.15));
        Manners near = new Manners(Duration.ZERO, Manners.DISTANT.mostBlocks(), Manners.DISTANT.mostLogs());
        measure("node beside it", near, 1, Goal.NONE);
    }

    private void measure(String of, Manners manners, int rounds, Goal goal) throws IOException, InterruptedException {
        Map<Mode, List<Run>> runs = new EnumMap<>(Mode.class);
        try (ReplayNode node = ReplayNode.start(history, manners)) {
            for (int round = 0; round < rounds; round++) {
                for (Mode mode : Mode.values()) {
                    runs.computeIfAbsent(mode, key -> new ArrayList<>()).add(run(mode, node));
                }
            }
        }
        List<Run> index = runs.get(Mode.INDEX);
        List<Run> fetch = runs.get(Mode.LOGS);
        figures.add("backfill_over_fetch", of, "ratio", goal, ratios(index, fetch), context(index, fetch));
    }

    private Map<String, ?> context(List<Run> index, List<Run> fetch) {
        double seconds = median(index, Run::seconds);
        return Map.of(
                "logs", history.logCount(),
                "logsPerSecond", Math.round(history.logCount() / seconds),
                "indexSeconds", seconds,
                "fetchSeconds", median(fetch, Run::seconds),
                "indexCpuSeconds", median(index, Run::cpuSeconds),
                "indexDatabaseCpuSeconds", median(index, Run::databaseCpuSeconds),
                "fetchCpuSeconds", median(fetch, Run::cpuSeconds),
                "indexRequests", index.getLast().requests(),
                "fetchRequests", fetch.getLast().requests());
    }

    private Run run(Mode mode, ReplayNode node) throws IOException, InterruptedException {
        Path result = Files.createTempFile(Path.of("target", "bench"), "run", ".txt");
        long requests = node.requests();
        double cpu = databaseCpu.seconds();
        Process process = new ProcessBuilder(command(mode, node, result))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/bench/backfill.log"))
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(mode + " ends").isTrue();
        assertThat(process.exitValue())
                .as(mode + "; its log is target/bench/backfill.log")
                .isZero();
        String[] millis = Files.readString(result).split(" ");
        Files.delete(result);
        return new Run(
                Long.parseLong(millis[0]) / 1_000.0,
                Long.parseLong(millis[1]) / 1_000.0,
                databaseCpu.seconds() - cpu,
                node.requests() - requests);
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
    private static Spread ratios(List<Run> runs, List<Run> others) {
        Spread ratios = new Spread();
        for (int i = 0; i < runs.size(); i++) {
            ratios.add(runs.get(i).seconds() / others.get(i).seconds());
        }
        return ratios;
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        Spread spread = new Spread();
        runs.forEach(run -> spread.add(figure.applyAsDouble(run)));
        return Figures.rounded(spread.median());
    }
}
