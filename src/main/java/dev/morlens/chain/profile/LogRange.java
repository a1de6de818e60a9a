package dev.morlens.chain.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How many blocks one {@code eth_getLogs} of an endpoint may cover, and how many logs it gives in one answer. The cap in
 * blocks is found once, by what the endpoint says or by halving the interval between what it took and what it refused, and is
 * then kept. Safe for many threads.
 */
public final class LogRange {

    private final InstantSource clock;

    /** The largest number of blocks that was answered. */
    private long taken;

    /** The smallest number of blocks that was refused for their number; {@link Long#MAX_VALUE} if none was. */
    private long refused = Long.MAX_VALUE;

    private long results = Long.MAX_VALUE;
    private Instant learntAt;
    private Instant resultsLearntAt;
    private Duration believed = Ageing.FIRST;

    LogRange(InstantSource clock) {
        this.clock = clock;
    }

    /** Blocks that one question may cover: a size that is known to be taken, or the next one to try. At least 1. */
    public synchronized long most() {
        if (refused == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return taken >= refused - 1 ? Math.max(1, taken) : Math.max(1, taken + (refused - taken) / 2);
    }

    /** Whether the cap is known to the block, or none was met yet. */
    public synchronized boolean isSettled() {
        return refused == Long.MAX_VALUE || taken >= refused - 1;
    }

    /** So many blocks were answered. */
    public synchronized void taken(long blocks) {
        taken = Math.max(taken, blocks);
        if (taken >= refused) {
            // It takes more than it did.
            refused = Long.MAX_VALUE;
            learntAt = null;
        }
    }

    /**
     * So many blocks were refused for their number.
     *
     * @param said how many it says that it takes; empty if it does not say
     */
    public synchronized void refused(long blocks, Optional<Long> said) {
        believed = learntAt == null ? Ageing.FIRST : Ageing.next(believed);
        refused = Math.min(refused, Math.max(2, blocks));
        taken = Math.min(taken, refused - 1);
        said.filter(cap -> cap >= 1 && cap < refused && cap > taken).ifPresent(cap -> {
            taken = cap;
            refused = cap + 1;
        });
        learntAt = clock.instant();
    }

    /** An answer would have held more logs than it gives: so many at the most. */
    public synchronized void tooManyResults(long cap) {
        results = Math.min(results, Math.max(1, cap));
        resultsLearntAt = clock.instant();
    }

    /** The cap in blocks; empty while none was met. */
    public synchronized Optional<Learnt> blocks() {
        return Optional.ofNullable(learntAt).map(at -> new Learnt(most(), at));
    }

    /** The cap in logs; empty while none was told of. */
    public synchronized Optional<Learnt> results() {
        return Optional.ofNullable(resultsLearntAt).map(at -> new Learnt(results, at));
    }

    synchronized void restoreBlocks(Learnt known) {
        taken = known.value();
        refused = known.value() + 1;
        learntAt = known.at();
    }

    synchronized void restoreResults(Learnt known) {
        results = known.value();
        resultsLearntAt = known.at();
    }

    /** After a while a larger range is tried once more: plans change. */
    public synchronized boolean isOld() {
        return learntAt != null && !clock.instant().isBefore(learntAt.plus(believed));
    }
}
