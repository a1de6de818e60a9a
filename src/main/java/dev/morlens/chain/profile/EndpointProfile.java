package dev.morlens.chain.profile;

import java.time.InstantSource;

/**
 * All that is known of one endpoint. The layers that read its answers write here; those that choose whom to ask, and how
 * much at once, read. Safe for many threads.
 */
public final class EndpointProfile {

    private final LearntLimit batch;
    private final LearntLimit multicall;
    private final LogRange logRange;
    private final KeptHistory logs;
    private final Capability logTimes;
    private final Capability finalityTags;
    private final Capability simulation;
    private final HeadTrack head;

    /**
     * @param batchSize calls in one batch, as configured: never exceeded
     * @param multicallSize view calls in one multicall, as configured: never exceeded
     */
    public EndpointProfile(int batchSize, int multicallSize, InstantSource clock) {
        this.batch = new LearntLimit(batchSize, clock);
        this.multicall = new LearntLimit(multicallSize, clock);
        this.logRange = new LogRange(clock);
        this.logs = new KeptHistory(clock);
        this.logTimes = new Capability(clock);
        this.finalityTags = new Capability(clock);
        this.simulation = new Capability(clock);
        this.head = new HeadTrack(clock);
    }

    /** Calls in one JSON-RPC batch. */
    public LearntLimit batch() {
        return batch;
    }

    /** View calls in one call of Multicall3: bounded by the gas that the endpoint gives to one call. */
    public LearntLimit multicall() {
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
                simulation.missing());
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
    }
}
