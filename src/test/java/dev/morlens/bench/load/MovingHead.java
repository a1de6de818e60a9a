package dev.morlens.bench.load;

import dev.morlens.bench.Extent;
import dev.morlens.bench.Figures;
import dev.morlens.bench.Goal;
import dev.morlens.bench.Spread;
import dev.morlens.bench.Stage;
import dev.morlens.bench.load.Load.Result;
import dev.morlens.chain.value.Address;
import dev.morlens.testing.replay.history.MinedBlock;
import dev.morlens.testing.replay.history.Miner;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an address costs that is asked for again and again while five blocks a second come, of which some touch others: beside
 * the same while none comes, and a constant answer, in turns.
 */
public final class MovingHead {

    private static final Duration BLOCK = Duration.ofMillis(200);
    private static final int CONNECTIONS = 16;
    private static final int TOUCHING = 5;
    private static final double LEAST_OF_STANDING = 0.95;
    private static final double MOST_TIMES_THE_TAIL = 3;

    private final Stage stage;
    private final Extent extent;
    private final Figures figures;
    private int mined;

    public MovingHead(Stage stage, Extent extent, Figures figures) {
        this.stage = stage;
        this.extent = extent;
        this.figures = figures;
    }

    public void measure() throws IOException, InterruptedException {
        measure("hot_json", 0.75, Stage::json);
        measure("hot_page", 0.5, Stage::page);
    }

    private void measure(String name, double least, Function<Address, String> form)
            throws IOException, InterruptedException {
        List<Question> questions =
                stage.hot().stream().map(form).map(Question::get).toList();
        Spread ofStanding = new Spread();
        Spread ofConstant = new Spread();
        Spread tails = new Spread();
        Map<String, Object> context = new LinkedHashMap<>();
        try (Load load = new Load(stage.server().port(), CONNECTIONS)) {
            int bytes = load.once(questions)
                    .plus(load.during(extent.warmUp(), questions))
                    .averageBytes();
            List<Question> constant = List.of(Question.constant(bytes));
            load.during(extent.warmUp().dividedBy(3), constant);
            for (int round = 0; round < extent.rounds(); round++) {
                Result standing = Result.NONE;
                Result moving = Result.NONE;
                Result bare = Result.NONE;
                for (int turn = 0; turn < extent.movingTurns(); turn++) {
                    standing = standing.plus(load.during(extent.movingTurn(), questions));
                    try (Miner miner = Miner.every(BLOCK, block())) {
                        moving = moving.plus(load.during(extent.movingTurn(), questions));
                    }
                    stage.server().awaitIndex();
                    bare = bare.plus(load.during(extent.movingTurn(), constant));
                }
                ofStanding.add(moving.perSecond() / standing.perSecond());
                ofConstant.add(moving.perSecond() / bare.perSecond());
                tails.add(moving.millis(99) / bare.millis(99));
                context.putAll(Map.of(
                        "perSecond", Figures.rounded(moving.perSecond()),
                        "standingPerSecond", Figures.rounded(standing.perSecond()),
                        "constantPerSecond", Figures.rounded(bare.perSecond()),
                        "p99Millis", Figures.rounded(moving.millis(99)),
                        "constantP99Millis", Figures.rounded(bare.millis(99)),
                        "bytes", bytes));
            }
        }
        context.put("load", "closed, " + CONNECTIONS + " connections");
        figures.add(
                name + "_moving_over_standing", "rate", "ratio", Goal.atLeast(LEAST_OF_STANDING), ofStanding, context);
        figures.add(name + "_moving_over_constant", "rate", "ratio", Goal.atLeast(least), ofConstant, Map.of());
        figures.add(name + "_moving_over_constant", "p99", "ratio", Goal.atMost(MOST_TIMES_THE_TAIL), tails, Map.of());
    }

    /** Every fifth brings a MOR to somebody who is not asked for. */
    private Supplier<MinedBlock> block() {
        return () -> ++mined % TOUCHING == 0
                ? stage.history()
                        .mineTransfer(stage.cold().get(mined % stage.cold().size()))
                : stage.history().mineEmpty();
    }
}
