package dev.morlens.bench;

import dev.morlens.bench.load.Load;
import dev.morlens.bench.load.Load.Result;
import dev.morlens.bench.load.Question;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers over constant ones of the same size, under the same load: both in turns, so that a slow moment of the machine
 * hits both.
 */
public final class Comparison implements AutoCloseable {

    /** What is asked at one turn. */
    public interface Turn {
        Result take(Load load) throws InterruptedException;
    }

    private final ServerProcess server;
    private final Extent extent;
    private final int connections;
    private final Load load;
    private final Spread rates = new Spread();
    private final Spread middles = new Spread();
    private final Spread tails = new Spread();
    private final Side answers = new Side();
    private final Side constants = new Side();
    private int bytes;

    public Comparison(ServerProcess server, Extent extent, int connections) {
        this.server = server;
        this.extent = extent;
        this.connections = connections;
        this.load = new Load(server.port(), connections);
    }

    /**
     * In rounds of so many turns each.
     *
     * @param warmUp of which no time is noted; its answers' size is that of the constant ones
     */
    public void measure(Turn warmUp, int turns, Turn answer) throws InterruptedException {
        bytes = warmUp.take(load).averageBytes();
        List<Question> constant = List.of(Question.constant(bytes));
        load.during(extent.warmUp().dividedBy(3), constant);
        Turn bare = it -> it.during(extent.turn(), constant);
        for (int round = 0; round < extent.rounds(); round++) {
            Taken taken = new Taken();
            Taken takenBare = new Taken();
            for (int turn = 0; turn < turns; turn++) {
                taken.take(answer);
                takenBare.take(bare);
            }
            add(taken, takenBare);
        }
    }

    private void add(Taken taken, Taken bare) {
        rates.add(taken.result.perSecond() / bare.result.perSecond());
        middles.add(taken.result.millis(50) / bare.result.millis(50));
        tails.add(taken.result.millis(99) / bare.result.millis(99));
        answers.add(taken);
        constants.add(bare);
    }

    /**
     * @param of which of several comparisons of this name it is
     * @param tail what the 99th percentile should be
     * @param about what was asked
     */
    public void note(Figures figures, String measure, Optional<String> of, Goal rate, Goal tail, Map<String, ?> about)
            throws IOException {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("load", "closed, " + connections + " connections");
        context.putAll(about);
        context.put("bytes", bytes);
        answers.describe(context, "");
        constants.describe(context, "constant");
        String which = of.map(name -> name + ", ").orElse("");
        figures.add(measure, which + "rate", "ratio", rate, rates, context);
        figures.add(measure, which + "p50", "ratio", Goal.NONE, middles, Map.of());
        figures.add(measure, which + "p99", "ratio", tail, tails, Map.of());
    }

    /** What one side's turns of a round came to together. */
    private final class Taken {

        private Result result = Result.NONE;
        private Duration cpu = Duration.ZERO;

        void take(Turn turn) throws InterruptedException {
            Duration before = server.cpu();
            result = result.plus(turn.take(load));
            cpu = cpu.plus(server.cpu().minus(before));
        }
    }

    /** One side, round by round. */
    private static final class Side {

        private final Spread counts = new Spread();
        private final Spread rate = new Spread();
        private final Spread p50 = new Spread();
        private final Spread p99 = new Spread();
        private final Spread cpuMicros = new Spread();

        void add(Taken taken) {
            counts.add(taken.result.count());
            rate.add(taken.result.perSecond());
            p50.add(taken.result.millis(50));
            p99.add(taken.result.millis(99));
            cpuMicros.add(taken.cpu.toNanos() / 1e3 / taken.result.count());
        }

        void describe(Map<String, Object> context, String side) {
            put(context, side, "answers", Math.round(counts.median()));
            put(context, side, "perSecond", Figures.rounded(rate.median()));
            put(context, side, "p50Millis", Figures.rounded(p50.median()));
            put(context, side, "p99Millis", Figures.rounded(p99.median()));
            put(context, side, "cpuMicros", Math.round(cpuMicros.median()));
        }

        private static void put(Map<String, Object> context, String side, String name, Number value) {
            boolean isFirst = side.isEmpty();
            context.put(isFirst ? name : side + Character.toUpperCase(name.charAt(0)) + name.substring(1), value);
        }
    }

    @Override
    public void close() {
        load.close();
    }
}
