package dev.morlens.chain.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether an endpoint runs the code that comes with an {@code eth_call} in place of a contract's own (its third parameter, the
 * state override set), and how many words of storage it reads so in one call. One that does not may answer all the same, so
 * that nothing is believed before it was compared with plain reads, and that is done again now and then. Safe for many
 * threads.
 */
public final class StateOverrides {

    /** Fewer words are read plainly: that takes hardly more calls. */
    public static final int LEAST_SLOTS = 3;

    /**
     * At some 2,700 gas a word this is a third of what EIP-7825 allows one transaction (2^24), and 128 kB of hexadecimal digits
     * each way.
     */
    private static final int SLOTS_PER_CALL = 2_000;

    private static final int CALLS_PER_PROOF = 256;

    private final Capability capability;
    private final LearntBatchLimit slots;
    private final InstantSource clock;
    private Instant provenAt;
    private Duration believed = TrustPeriod.FIRST;
    private int callsSince;

    StateOverrides(InstantSource clock) {
        this.capability = new Capability(clock);
        this.slots = new LearntBatchLimit(SLOTS_PER_CALL, clock);
        this.clock = clock;
    }

    /** False from a refusal until it is time to try again; then true for whoever asks first. */
    public boolean isToBeTried() {
        return capability.isToBeTried();
    }

    /** Whether it is known not to work. */
    public boolean isMissing() {
        return capability.isMissing();
    }

    /** Whether what it reads so was the same as plain reads when they were last compared. */
    public synchronized boolean isProven() {
        return provenAt != null;
    }

    /** Whether it is time to compare: for the first time, after some hundred calls, or after a while. */
    public synchronized boolean isProofDue() {
        return provenAt == null || callsSince >= CALLS_PER_PROOF || isOld();
    }

    /** So many calls were answered as by the code that came with them. */
    public synchronized void answered(int calls) {
        callsSince += calls;
    }

    /** Words were read both ways, one that is not 0 among them, and were the same. */
    public synchronized void proven() {
        believed = provenAt != null && isOld() ? TrustPeriod.next(believed) : believed;
        provenAt = clock.instant();
        callsSince = 0;
        capability.worked();
    }

    /** @param why in the endpoint's own words, or what its answer contradicts */
    public synchronized void refused(String why) {
        provenAt = null;
        believed = TrustPeriod.FIRST;
        capability.refused(why);
    }

    /** Words of storage in one call. */
    public LearntBatchLimit slots() {
        return slots;
    }

    /** How many words it reads in one call, and when that was last compared; empty unless it works. */
    public synchronized Optional<LearntFact> learnt() {
        return Optional.ofNullable(provenAt).map(at -> new LearntFact(slots.current(), at));
    }

    public Optional<Capability.Missing> missing() {
        return capability.missing();
    }

    private boolean isOld() {
        return !clock.instant().isBefore(provenAt.plus(believed));
    }

    /** As an earlier process left it; to be compared before it is next believed. */
    synchronized void restore(LearntFact known) {
        slots.restore(known);
        provenAt = known.at();
        callsSince = CALLS_PER_PROOF;
    }

    void restore(Capability.Missing known) {
        capability.restore(known);
    }
}
