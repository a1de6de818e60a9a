package dev.morlens.testing.replay.history;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Adds a block at regular intervals until it is closed. */
public final class Miner implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<MinedBlock> mined = new CopyOnWriteArrayList<>();

    private Future<?> work;

    private Miner() {}

    /** @param block such as {@link History#mine()} */
    public static Miner every(Duration interval, Supplier<MinedBlock> block) {
        Miner miner = new Miner();
        miner.work = miner.clock.scheduleAtFixedRate(
                () -> miner.mined.add(block.get()), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        return miner;
    }

    /** What was added so far. */
    public List<MinedBlock> mined() {
        return List.copyOf(mined);
    }

    /** Waits for the last block; throws if one failed. */
    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        boolean ended = clock.awaitTermination(10, TimeUnit.SECONDS);
        if (!ended || work.state() == Future.State.FAILED) {
            throw new IllegalStateException("mining failed", ended ? work.exceptionNow() : null);
        }
    }
}
