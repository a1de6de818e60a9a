package dev.morlens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.indexer.fetch.BackfillProcess;
import dev.morlens.indexer.fetch.BackfillProcess.Mode;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    /** From far away, which the goal is for. */
    void measure(Extent extent) throws IOException, InterruptedException {
        measure("node 50 ms away", Manners.DISTANT, extent, Goal.atMost(1.15));
    }

    /** Where nothing hides how busy the processors are. */
    void measureNear(Extent extent) throws IOException, InterruptedException {
        Manners near = new Manners(Duration.ZERO, Manners.DISTANT.mostBlocks(), Manners.DISTANT.mostLogs());
        measure("node beside it", near, extent.oneBackfill(), Goal.NONE);
    }

    /** A day's blocks, of which most have no log: what a server reads that was away for so long. */
    void measureDay(Extent extent) throws IOException, InterruptedException {
        measure("a day of five blocks a second, node 50 ms away", Manners.DISTANT, extent, Goal.atMost(1.25));
    }

    private void measure(String where, Manners manners, Extent extent, Goal goal)
            throws IOException, InterruptedException {
        Map<Mode, List<Run>> runs = new EnumMap<>(Mode.class);
        try (ReplayNode node = ReplayNode.start(history, manners)) {
            for (int round = 0; round < extent.backfills(); round++) {
                for (Mode mode : extent.modes()) {
                    runs.computeIfAbsent(mode, key -> new ArrayList<>()).add(run(mode, node));
                }
            }
        }
        String of = "%,d logs, %s".formatted(history.logCount(), where);
        List<Run> index = runs.get(Mode.INDEX);
        figures.add("backfill_over_fetch", of, "ratio", goal, ratios(index, runs.get(Mode.LOGS)), context(runs));
        if (runs.containsKey(Mode.FACTS)) {
            Spread ratios = ratios(index, runs.get(Mode.FACTS));
            figures.add("backfill_over_all_it_fetches", of, "ratio", Goal.NONE, ratios, Map.of());
        }
    }

    private Map<String, ?> context(Map<Mode, List<Run>> runs) {
        List<Run> index = runs.get(Mode.INDEX);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("logs", history.logCount());
        context.put("logsPerSecond", Math.round(history.logCount() / median(index, Run::seconds)));
        context.put("indexDatabaseCpuSeconds", median(index, Run::databaseCpuSeconds));
        runs.forEach((mode, all) -> {
            String name = mode.name().toLowerCase(Locale.ROOT);
            context.put(name + "Seconds", median(all, Run::seconds));
            context.put(name + "CpuSeconds", median(all, Run::cpuSeconds));
            context.put(name + "Requests", all.getLast().requests());
        });
        return context;
    }

    private Run run(Mode mode, ReplayNode node) throws IOException, InterruptedException {
        Path result = Files.createTempFile(Path.of("target", "bench"), "run", ".txt");
        long requests = node.requests();
        double cpu = databaseCpu.seconds();
        String network = "bench" + ProcessHandle.current().pid() + "x" + count++;
        Process process = new ProcessBuilder(command(mode, network, node, result))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/bench/backfill.log"))
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(mode + " ends").isTrue();
        assertThat(process.exitValue())
                .as(mode + "; its log is target/bench/backfill.log")
                .isZero();
        String[] millis = Files.readString(result).split(" ");
        Files.delete(result);
        Run run = new Run(
                Long.parseLong(millis[0]) / 1_000.0,
                Long.parseLong(millis[1]) / 1_000.0,
                databaseCpu.seconds() - cpu,
                node.requests() - requests);
        drop(network);
        return run;
    }

    /** What one run leaves must not be vacuumed during the next. */
    private void drop(String network) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists net_" + network + " cascade");
        } catch (SQLException e) {
            throw new IllegalStateException("the index of " + network + " cannot be dropped", e);
        }
    }

    private List<String> command(Mode mode, String network, ReplayNode node, Path result) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BackfillProcess.class.getName(),
                mode.name(),
                network,
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
