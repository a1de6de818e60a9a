package dev.morlens.chain.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The oldest block of which an endpoint has logs, as far as its answers tell: blocks below are not asked of it until it is
 * time to try again. Safe for many threads.
 */
public final class KeptHistory {

    private final InstantSource clock;
    private long first;
    private boolean omitted;
    private Instant learntAt;
    private Duration believed = TrustPeriod.FIRST;

    KeptHistory(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it is worth asking about that block. */
    public synchronized boolean mayHave(long block) {
        return learntAt == null || block >= first || isOld();
    }

    /** The endpoint says that it does not have that block. */
    public synchronized void lacks(long block) {
        learn(block, false);
    }

    /** The endpoint left out, without a word, logs of that block that another has. */
    public synchronized void omits(long block) {
        learn(block, true);
    }

    /** Whether it has never said itself that it lacks something: where nobody else is left, it may be asked after all. */
    public synchronized boolean isOmission() {
        return omitted;
    }

    private void learn(long block, boolean silently) {
        boolean again = learntAt != null && isOld();
        believed = again ? TrustPeriod.next(believed) : believed;
        omitted = silently && (learntAt == null || again || omitted);
        first = again ? block + 1 : Math.max(first, block + 1);
        learntAt = clock.instant();
    }

    private boolean isOld() {
        return !clock.instant().isBefore(learntAt.plus(believed));
    }

    /** The endpoint answered with logs of that block, or of a later one when it was asked from that one on. */
    public synchronized void has(long block) {
        if (learntAt != null && block < first) {
            first = block;
            learntAt = clock.instant();
        }
    }

    /** The first block that it may have; empty while it refused none. */
    public synchronized Optional<LearntFact> firstKept() {
        return Optional.ofNullable(learntAt).map(at -> new LearntFact(first, at));
    }

    synchronized void restore(LearntFact known) {
        first = known.value();
        learntAt = known.at();
        // Whether it said so itself is not kept: where nobody else has it, it is asked once.
        omitted = true;
    }
}
