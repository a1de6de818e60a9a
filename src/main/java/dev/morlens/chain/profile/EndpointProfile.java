package dev.morlens.chain.profile;

import dev.morlens.chain.ReadsPerCall;
import java.time.InstantSource;
import java.util.Optional;

/**
 * All that is known of one endpoint. The layers that read its answers write here; those that choose whom to ask, and how
 * much at once, read. Safe for many threads.
 */
public final class EndpointProfile {

    /**
     * Gas of a view over gas of a word. What is learnt of a multicall's size tells what the endpoint gives to one call: reading a
     * session, the dearest of the views that come by hundreds, takes some 36,000.
     */
    private static final int SLOTS_PER_VIEW = 13;

    private final LearntBatchLimit batch;
    private final LearntBatchLimit multicall;
    private final LogRange logRange;
    private final KeptHistory logs;
    private final Capability logTimes;
    private final Capability finalityTags;
    private final Capability simulation;
    private final StateOverrides overrides;
    private final HeadTrack head;

    /** Whether the chain has Multicall3; null until asked. */
    private volatile Boolean multicallThere;

    /**
     * @param batchSize calls in one batch, as configured: never exceeded
     * @param multicallSize view calls in one multicall, as configured: never exceeded
     */
    public EndpointProfile(int batchSize, int multicallSize, InstantSource clock) {
        this.batch = new LearntBatchLimit(batchSize, clock);
        this.multicall = new LearntBatchLimit(multicallSize, clock);
        this.logRange = new LogRange(clock);
        this.logs = new KeptHistory(clock);
        this.logTimes = new Capability(clock);
        this.finalityTags = new Capability(clock);
        this.simulation = new Capability(clock);
        this.overrides = new StateOverrides(clock);
        this.head = new HeadTrack(clock);
    }

    /** Calls in one JSON-RPC batch. */
    public LearntBatchLimit batch() {
        return batch;
    }

    /** View calls in one call of Multicall3: bounded by the gas that the endpoint gives to one call. */
    public LearntBatchLimit multicall() {
        return multicall;
    }

    /** Blocks, and logs, that one {@code eth_getLogs} may cover. */
    public LogRange logRange() {
        return logRange;
    }

    /** From which block on it has logs. */
    public KeptHistory logs() {
        return logs;
    }

    /** Whether {@code blockTimestamp} in its logs is right. */
    public Capability logTimes() {
        return logTimes;
    }

    /** Whether it knows {@code finalized} and {@code safe}. */
    public Capability finalityTags() {
        return finalityTags;
    }

    /** Whether {@code eth_simulateV1} works, with the blocks' times that it is given. */
    public Capability simulation() {
        return simulation;
    }

    /** Whether {@code eth_call} runs code that comes with it. */
    public StateOverrides overrides() {
        return overrides;
    }

    /** Whether the chain has Multicall3, as far as the endpoint was asked. */
    public Optional<Boolean> multicallThere() {
        return Optional.ofNullable(multicallThere);
    }

    public void multicallFound(boolean there) {
        multicallThere = there;
    }

    /** Words of storage in one call by an override: bounded by the gas that the endpoint gives to one call. */
    public int slotsPerCall() {
        return Math.min(overrides.slots().current(), SLOTS_PER_VIEW * multicall.current());
    }

    /** What one call of those that nobody waits for holds, by what is proven. */
    public ReadsPerCall readsPerCall() {
        boolean byCode = overrides.isProven();
        boolean bundled = multicallThere != null && (multicallThere || byCode);
        return new ReadsPerCall(bundled ? multicall.current() : 1, byCode ? slotsPerCall() : 1);
    }

    public HeadTrack head() {
        return head;
    }

    /** Whether nothing was learnt of the endpoint yet. */
    public boolean isBlank() {
        return snapshot().isBlank();
    }

    /** To be kept over a restart. */
    public ProfileSnapshot snapshot() {
        return new ProfileSnapshot(
                batch.learnt(),
                multicall.learnt(),
                logRange.blocks(),
                logRange.results(),
                logs.firstKept(),
                logTimes.missing(),
                finalityTags.missing(),
                simulation.missing(),
                overrides.learnt(),
                overrides.missing());
    }

    /** Takes over what an earlier process learnt; what it did not know stays as it is. */
    public void restore(ProfileSnapshot known) {
        known.batch().ifPresent(batch::restore);
        known.multicall().ifPresent(multicall::restore);
        known.logBlocks().ifPresent(logRange::restoreBlocks);
        known.logResults().ifPresent(logRange::restoreResults);
        known.logsFrom().ifPresent(logs::restore);
        known.noLogTimes().ifPresent(logTimes::restore);
        known.noFinalityTags().ifPresent(finalityTags::restore);
        known.noSimulation().ifPresent(simulation::restore);
        known.overrides().ifPresent(overrides::restore);
        known.noOverrides().ifPresent(overrides::restore);
    }
}
