package dev.morlens.chain.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How many items (calls of a batch, calls of a multicall) an endpoint takes at once. Starts at what is configured, is halved
 * by refusals, and is tried again at twice the size after a while: plans and versions change. Safe for many threads.
 */
public final class LearntBatchLimit {

    private final int configured;
    private final InstantSource clock;
    private int current;
    private Instant learntAt;
    private Duration believed = TrustPeriod.FIRST;

    /** Items of which the answer broke off, with none of so many answered since; 0 for none. */
    private int broken;

    /** @param configured items, at least 1; never exceeded */
    LearntBatchLimit(int configured, InstantSource clock) {
        if (configured < 1) {
            throw new IllegalArgumentException("expected a limit of at least 1, got " + configured);
        }
        this.configured = configured;
        this.clock = clock;
        this.current = configured;
    }

    /** Items to ask for at once now, from 1 to what is configured. */
    public synchronized int current() {
        if (learntAt != null && !clock.instant().isBefore(learntAt.plus(believed))) {
            set(Math.min(configured, 2 * current));
        }
        return current;
    }

    /** So many items were refused at once, and fewer of the same were answered. */
    public synchronized void refused(int items) {
        boolean again = learntAt != null && items <= 2 * current;
        believed = again ? TrustPeriod.next(believed) : TrustPeriod.FIRST;
        set(Math.max(1, Math.min(current, (items + 1) / 2)));
    }

    /**
     * The answer to so many broke off without a word, and fewer of the same were answered: by their number only if it happens
     * twice with no such answer between.
     */
    public synchronized void broke(int items) {
        if (broken != 0 && items >= broken) {
            refused(items);
        }
        broken = broken == 0 ? items : Math.min(broken, items);
    }

    /** So many were answered. */
    public synchronized void taken(int items) {
        if (items >= broken) {
            broken = 0;
        }
    }

    /** What was learnt; empty while only the configuration is known. */
    public synchronized Optional<LearntFact> learnt() {
        return Optional.ofNullable(learntAt).map(at -> new LearntFact(current, at));
    }

    /** As an earlier process left it. */
    synchronized void restore(LearntFact known) {
        current = Math.toIntExact(Math.max(1, Math.min(configured, known.value())));
        learntAt = known.at();
    }

    private void set(int items) {
        current = items;
        learntAt = items == configured ? null : clock.instant();
    }
}
