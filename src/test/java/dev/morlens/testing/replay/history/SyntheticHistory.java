package dev.morlens.testing.replay.history;

import dev.morlens.testing.chain.BlockSpeed;
import java.util.Random;

/** Makes up histories of the protocol that are valid by construction. The same seed and scale give the same chain. */
public final class SyntheticHistory {

    private static final int BLOCKS_A_RANGE = 2_000;

    /** 2026-01-01, so that a history of some months is over. */
    private static final long START_SECONDS = 1_767_225_600;

    private static final double LOGS_AN_ACTION = 2.4;
    private static final double MOVING = 0.85;

    private static final int THINNER = 100;

    /** Of the blocks where logs lie densely so many may remain empty at the end, so that the last do not crowd. */
    private static final double SPARE = 0.25;

    /** How far apart, on average, two actions are in different blocks. */
    private interface Pace {
        double blocksAnAction(World world);
    }

    private SyntheticHistory() {}

    /**
     * @param logs how many there are at least
     * @param logsPerRange how many 2,000 blocks hold on average
     */
    public static History write(long seed, int logs, int logsPerRange) {
        int blocks = (int) Math.max(400, (long) logs * BLOCKS_A_RANGE / logsPerRange);
        return write(seed, new Scale(logs, logs / 5, Math.min(4_000, 1 + logs / 8), blocks, 0));
    }

    /** The first half of its blocks come every two seconds, the others five a second. */
    public static History write(long seed, Scale scale) {
        return write(seed, scale, bothSpeeds(scale));
    }

    public static History write(long seed, Scale scale, BlockSpeed speed) {
        return write(seed, scale, speed, START_SECONDS);
    }

    /**
     * One whose head is of this moment, as that of a chain that is followed; what is mined after it has the time at which
     * it is mined.
     */
    public static History endingNow(long seed, Scale scale) {
        return endingNow(seed, scale, bothSpeeds(scale));
    }

    public static History endingNow(long seed, Scale scale, BlockSpeed speed) {
        long now = System.currentTimeMillis() / 1_000;
        History history = write(seed, scale, speed, now - speed.seconds(scale.blocks()));
        history.clock().goLive(history.head() + 1);
        return history;
    }

    /** One whose logs lie a hundred times as thinly in the first half of its blocks as in the second. */
    public static History uneven(long seed, Scale scale) {
        double half = scale.blocks() / 2.0;
        double dense = (1 - SPARE) * half * LOGS_AN_ACTION / (MOVING * scale.logs());
        return write(
                seed,
                scale,
                BlockSpeed.TWO_SECONDS,
                START_SECONDS,
                world -> world.block() < half ? THINNER * dense : dense);
    }

    private static BlockSpeed bothSpeeds(Scale scale) {
        return new BlockSpeed(scale.blocks() / 2);
    }

    private static History write(long seed, Scale scale, BlockSpeed speed, long startSeconds) {
        return write(
                seed,
                scale,
                speed,
                startSeconds,
                world -> (scale.blocks() - world.block())
                        / Math.max(1, MOVING * (scale.logs() - world.logs.size()) / LOGS_AN_ACTION));
    }

    private static History write(long seed, Scale scale, BlockSpeed speed, long startSeconds, Pace pace) {
        Random random = new Random(seed);
        World world = new World(seed, new BlockClock(seed, startSeconds, speed));
        Life life = new Life(world, scale, random);
        life.begin();
        while (world.logs.size() < scale.logs()) {
            world.moveTo(nextBlock(world, scale.blocks(), random, pace));
            life.act();
        }
        while (world.sessions.size() < scale.sessions()) {
            world.moveTo(world.block());
            life.open();
        }
        while (life.users() < scale.addresses()) {
            world.moveTo(world.block());
            life.welcome();
        }
        return new History(world, life, Math.max(scale.blocks(), world.block()));
    }

    /** The same block again, or one as far away as leaves enough for the rest. */
    private static int nextBlock(World world, int last, Random random, Pace pace) {
        if (random.nextInt(100) < 15) {
            return world.block();
        }
        double mean = pace.blocksAnAction(world);
        double step = mean < 1 ? random.nextDouble() + mean : 1 + random.nextDouble() * (2 * mean - 1);
        return (int) Math.min(last, world.block() + (long) step);
    }
}
