package dev.morlens.chain.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The oldest block of which an endpoint has logs (or states), as far as its refusals tell: blocks below are not asked of it
 * until it is time to try again. Safe for many threads.
 */
public final class KeptHistory {

    private final InstantSource clock;
    private long first;
    private Instant learntAt;
    private Duration believed = Ageing.FIRST;

    KeptHistory(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it is worth asking about that block. */
    public synchronized boolean mayHave(long block) {
        return learntAt == null || block >= first || !clock.instant().isBefore(learntAt.plus(believed));
    }

    /** The endpoint says that it does not have that block, or its answers lack what others have of it. */
    public synchronized void lacks(long block) {
        believed = learntAt == null ? Ageing.FIRST : Ageing.next(believed);
        first = Math.max(first, block + 1);
        learntAt = clock.instant();
    }

    /** The endpoint answered about that block. */
    public synchronized void has(long block) {
        if (learntAt != null && block < first) {
            first = block;
            learntAt = clock.instant();
        }
    }

    /** The first block that it may have; empty while it refused none. */
    public synchronized Optional<Learnt> firstKept() {
        return Optional.ofNullable(learntAt).map(at -> new Learnt(first, at));
    }

    synchronized void restore(Learnt known) {
        first = known.value();
        learntAt = known.at();
    }
}
