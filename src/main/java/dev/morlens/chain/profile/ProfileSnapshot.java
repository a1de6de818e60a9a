package dev.morlens.chain.profile;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was learnt of an endpoint, as it is stored and shown; each part is empty while nothing was learnt of it.
 *
 * @param batch calls that it takes in one batch
 * @param multicall view calls that it takes in one multicall
 * @param logBlocks blocks that it takes in one {@code eth_getLogs}
 * @param logResults logs that it gives in one answer
 * @param logsFrom the first block of which it may have logs
 * @param noLogTimes why the times in its logs are not believed
 * @param noFinalityTags that it does not know {@code finalized}
 * @param noSimulation why {@code eth_simulateV1} is not asked of it
 * @param overrides words of storage that it reads in one call by an override, and when that was last compared
 * @param noOverrides why no call with an override is asked of it
 */
public record ProfileSnapshot(
        Optional<LearntFact> batch,
        Optional<LearntFact> multicall,
        Optional<LearntFact> logBlocks,
        Optional<LearntFact> logResults,
        Optional<LearntFact> logsFrom,
        Optional<Capability.Missing> noLogTimes,
        Optional<Capability.Missing> noFinalityTags,
        Optional<Capability.Missing> noSimulation,
        Optional<LearntFact> overrides,
        Optional<Capability.Missing> noOverrides) {

    /** Whether nothing is known. */
    public boolean isBlank() {
        return Stream.of(
                        batch,
                        multicall,
                        logBlocks,
                        logResults,
                        logsFrom,
                        noLogTimes,
                        noFinalityTags,
                        noSimulation,
                        overrides,
                        noOverrides)
                .allMatch(Optional::isEmpty);
    }
}
