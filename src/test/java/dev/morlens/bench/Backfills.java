package dev.morlens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.indexer.BackfillProcess;
import dev.morlens.indexer.BackfillProcess.Mode;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.replay.ReplayNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Backfills of the same history, one after the other, each mode in turn. */
final class Backfills {

    record Run(long millis, long cpuMillis, long requests) {}

    private final ReplayNode node;
    private final ServerLogin database;
    private final Map<Mode, List<Run>> runs = new EnumMap<>(Mode.class);
    private int count;

    Backfills(ReplayNode node, ServerLogin database) {
        this.node = node;
        this.database = database;
    }

    /** One run of each mode. */
    void round() throws IOException, InterruptedException {
        for (Mode mode : Mode.values()) {
            runs.computeIfAbsent(mode, key -> new ArrayList<>()).add(run(mode));
        }
    }

    private Run run(Mode mode) throws IOException, InterruptedException {
        Path result = Files.createTempFile(Path.of("target", "bench"), "run", ".txt");
        long before = node.requests();
        Process process = new ProcessBuilder(command(mode, result))
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

    private List<String> command(Mode mode, Path result) {
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

    /** The median over the rounds of one mode's time over another's in the same round. */
    double timesAsLong(Mode mode, Mode other) {
        double[] ratios = new double[runs.get(mode).size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) runs.get(mode).get(i).millis()
                    / runs.get(other).get(i).millis();
        }
        return Figures.median(ratios);
    }

    double seconds(Mode mode) {
        return Figures.median(runs.get(mode).stream()
                .mapToDouble(run -> run.millis() / 1_000.0)
                .toArray());
    }

    /** Of the process itself: the database's is not in it. */
    double cpuSeconds(Mode mode) {
        return Figures.median(runs.get(mode).stream()
                .mapToDouble(run -> run.cpuMillis() / 1_000.0)
                .toArray());
    }

    long requests(Mode mode) {
        return runs.get(mode).getLast().requests();
    }
}
