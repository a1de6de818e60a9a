package dev.morlens.chain.profile;

import dev.morlens.chain.LogCaps;
import dev.morlens.chain.error.TemporaryNodeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many blocks one {@code eth_getLogs} of an endpoint may cover, and how many logs it gives in one answer. The cap in
 * blocks is found once, by what the endpoint says or by halving and then bisecting what it refused, and is then kept; a larger
 * range is tried again after a day. Only one thread at a time asks for more than is known to be taken, so that a cap costs a
 * few refusals and not as many as there are threads. Safe for many threads.
 */
public final class LogRange {

    /** Providers choose round numbers, so that these are tried first. */
    private static final long[] USUAL = {
        1, 5, 10, 20, 25, 50, 100, 128, 200, 250, 256, 500, 512, 800, 1_000, 1_024, 2_000, 2_048, 3_000, 3_500, 5_000,
        10_000, 20_000, 50_000, 100_000, 500_000, 1_000_000
    };

    private static final int PART_MORE = 4;

    private final InstantSource clock;

    /** The largest number of blocks that is known to be answered. */
    private long taken;

    /** The smallest number of blocks that was refused for their number; {@link Long#MAX_VALUE} if none was. */
    private long refused = Long.MAX_VALUE;

    private long results = Long.MAX_VALUE;
    private Instant learntAt;
    private Instant resultsLearntAt;
    private boolean trying;

    LogRange(InstantSource clock) {
        this.clock = clock;
    }

    /** A question for logs, to be told how it was answered; closing it lets others go on. */
    public final class Attempt implements AutoCloseable {

        private final long blocks;
        private final boolean isTrial;

        private Attempt(long blocks, boolean isTrial) {
            this.blocks = blocks;
            this.isTrial = isTrial;
        }

        /** How many blocks it may cover; at least 1. */
        public long blocks() {
            return blocks;
        }

        /** It was answered. */
        public void taken() {
            LogRange.this.taken(blocks);
        }

        /**
         * It was refused for the number of its blocks.
         *
         * @param said how many the endpoint says that it takes
         */
        public void refused(OptionalLong said) {
            LogRange.this.refused(blocks, said);
        }

        @Override
        public void close() {
            if (isTrial) {
                endTrial();
            }
        }
    }

    /**
     * For a question about so many blocks, or fewer if it is known to be refused or not known to be taken. While another
     * thread tries what this one would have to, it waits for what that one learns.
     *
     * @throws TemporaryNodeException if this thread is interrupted
     */
    public synchronized Attempt attempt(long wanted) {
        while (wanted > allowed() && (!isSettled() || isOld())) {
            if (!trying) {
                trying = true;
                return new Attempt(Math.min(wanted, candidate()), true);
            }
            if (isSettled()) {
                break;
            }
            await();
        }
        return new Attempt(Math.min(wanted, Math.max(1, allowed())), false);
    }

    /** Without a cap in sight, a little more than was taken is no trial for which others would have to wait. */
    private long allowed() {
        return refused == Long.MAX_VALUE ? taken + taken / PART_MORE : taken;
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporaryNodeException("interrupted while waiting for what a range may cover", e);
        }
    }

    private synchronized void endTrial() {
        trying = false;
        notifyAll();
    }

    /** The next number to be tried. */
    private long candidate() {
        if (refused == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        if (isSettled()) {
            return 2 * Math.max(1, taken);
        }
        if (isUsual(taken)) {
            return taken + 1;
        }
        long middle = taken == 0 ? Math.max(1, refused / 2) : taken + (refused - taken) / 2;
        return taken == 0 ? middle : usualNear(middle).orElse(middle);
    }

    private static boolean isUsual(long blocks) {
        return Arrays.binarySearch(USUAL, blocks) >= 0;
    }

    private OptionalLong usualNear(long middle) {
        return Arrays.stream(USUAL)
                .filter(usual -> taken < usual && usual < refused)
                .boxed()
                .min((one, other) -> Long.compare(Math.abs(one - middle), Math.abs(other - middle)))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Whether the cap is known to the block. */
    private boolean isSettled() {
        return refused != Long.MAX_VALUE && taken >= refused - 1;
    }

    private boolean isOld() {
        return isOld(learntAt);
    }

    private boolean isOld(Instant learnt) {
        return !clock.instant().isBefore(learnt.plus(TrustPeriod.LONGEST));
    }

    private synchronized void taken(long blocks) {
        taken = Math.max(taken, blocks);
        if (taken >= refused) {
            // It takes more than it did.
            refused = Long.MAX_VALUE;
            learntAt = null;
        }
    }

    private synchronized void refused(long blocks, OptionalLong said) {
        learntAt = clock.instant();
        refused = Math.min(refused, Math.max(2, blocks));
        if (said.isPresent() && 1 <= said.getAsLong() && said.getAsLong() < blocks) {
            taken = said.getAsLong();
            refused = taken + 1;
        } else if (taken >= refused) {
            // What it says is one too many, or it takes fewer than it did.
            taken = said.isPresent() && said.getAsLong() == blocks ? refused - 1 : 0;
        }
    }

    /** An answer would have held more logs than it gives: so many at the most. */
    public synchronized void tooManyResults(long cap) {
        results = Math.max(1, cap);
        resultsLearntAt = clock.instant();
    }

    /** What is known, for whoever divides a history among questions. */
    public synchronized LogCaps caps() {
        return new LogCaps(
                isSettled() ? OptionalLong.of(Math.max(1, taken)) : OptionalLong.empty(),
                resultsLearntAt == null || isOld(resultsLearntAt) ? OptionalLong.empty() : OptionalLong.of(results));
    }

    /** The cap in blocks; empty while none was met, or it is not known to the block. */
    public synchronized Optional<LearntFact> blocks() {
        return isSettled() ? Optional.of(new LearntFact(Math.max(1, taken), learntAt)) : Optional.empty();
    }

    /** The cap in logs; empty while none was told of. */
    public synchronized Optional<LearntFact> results() {
        return Optional.ofNullable(resultsLearntAt).map(at -> new LearntFact(results, at));
    }

    synchronized void restoreBlocks(LearntFact known) {
        taken = known.value();
        refused = known.value() + 1;
        learntAt = known.at();
    }

    synchronized void restoreResults(LearntFact known) {
        results = known.value();
        resultsLearntAt = known.at();
    }
}
