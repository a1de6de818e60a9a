package dev.morlens.bench;

import dev.morlens.bench.Load.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an address costs that is asked for again and again, as JSON and as a page, over a constant answer of the same size:
 * both in turns, so that a slow moment of the machine hits both.
 */
final class HotAnswers {

    private static final int CONNECTIONS = 16;
    private static final double MOST_TIMES_THE_TAIL = 3;

    private final Stage stage;
    private final Extent extent;
    private final Figures figures;

    HotAnswers(Stage stage, Extent extent, Figures figures) {
        this.stage = stage;
        this.extent = extent;
        this.figures = figures;
    }

    void measure() throws IOException, InterruptedException {
        measure("hot_json", 0.8, stage.hot().stream().map(Stage::json).toList());
        measure("hot_page", 0.5, stage.hot().stream().map(Stage::page).toList());
    }

    private void measure(String name, double least, List<String> paths) throws IOException, InterruptedException {
        try (Load load = new Load(stage.server().port(), CONNECTIONS)) {
            List<String> constant = List.of("/q/bench/constant?size=" + averageSize(paths));
            load.once(paths);
            load.during(extent.warmUp(), paths);
            load.during(extent.warmUp().dividedBy(2), constant);
            Comparison comparison = new Comparison();
            for (int round = 0; round < extent.rounds(); round++) {
                Taken answer = new Taken();
                Taken bare = new Taken();
                for (int turn = 0; turn < extent.turns(); turn++) {
                    answer.take(load, paths);
                    bare.take(load, constant);
                }
                comparison.add(answer, bare);
            }
            comparison.note(name, least, constant.getFirst());
        }
    }

    /** What the turns of one load came to together. */
    private final class Taken {

        private Result result = Result.NONE;
        private Duration cpu = Duration.ZERO;

        void take(Load load, List<String> paths) throws InterruptedException {
            Duration before = stage.server().cpu();
            result = result.plus(load.during(extent.turn(), paths));
            cpu = cpu.plus(stage.server().cpu().minus(before));
        }

        double cpuMicros() {
            return cpu.toNanos() / 1e3 / result.nanos().getTotalCount();
        }
    }

    private final class Comparison {

        private final Spread rates = new Spread();
        private final Spread tails = new Spread();
        private final Spread rate = new Spread();
        private final Spread p50 = new Spread();
        private final Spread p99 = new Spread();
        private final Spread cpu = new Spread();
        private final Spread constantRate = new Spread();
        private final Spread constantP50 = new Spread();
        private final Spread constantP99 = new Spread();
        private final Spread constantCpu = new Spread();

        void add(Taken answer, Taken constant) {
            rates.add(answer.result.perSecond() / constant.result.perSecond());
            tails.add(answer.result.millis(99) / constant.result.millis(99));
            rate.add(answer.result.perSecond());
            p50.add(answer.result.millis(50));
            p99.add(answer.result.millis(99));
            cpu.add(answer.cpuMicros());
            constantRate.add(constant.result.perSecond());
            constantP50.add(constant.result.millis(50));
            constantP99.add(constant.result.millis(99));
            constantCpu.add(constant.cpuMicros());
        }

        void note(String name, double least, String constant) throws IOException {
            Map<String, ?> context = Map.ofEntries(
                    Map.entry("load", "closed, " + CONNECTIONS + " connections"),
                    Map.entry("addresses", stage.hot().size()),
                    Map.entry("constant", constant),
                    Map.entry("perSecond", Math.round(rate.median())),
                    Map.entry("p50Millis", Figures.rounded(p50.median())),
                    Map.entry("p99Millis", Figures.rounded(p99.median())),
                    Map.entry("cpuMicros", Math.round(cpu.median())),
                    Map.entry("constantPerSecond", Math.round(constantRate.median())),
                    Map.entry("constantP50Millis", Figures.rounded(constantP50.median())),
                    Map.entry("constantP99Millis", Figures.rounded(constantP99.median())),
                    Map.entry("constantCpuMicros", Math.round(constantCpu.median())));
            figures.add(name + "_over_constant", "rate", "ratio", Goal.atLeast(least), rates, context);
            figures.add(name + "_over_constant", "p99", "ratio", Goal.atMost(MOST_TIMES_THE_TAIL), tails, Map.of());
        }
    }

    private int averageSize(List<String> paths) throws IOException, InterruptedException {
        int sum = 0;
        for (String path : paths) {
            sum += stage.server().body(path).length();
        }
        return sum / paths.size();
    }
}
