package dev.morlens.store.feed;

import dev.morlens.chain.endpoint.EndpointHealth;
import dev.morlens.chain.profile.ProfileSnapshot;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the index of one network stands: the indexer posts it on the {@link IndexStatusRegistry}, the edges show it.
 *
 * @param state what it is doing
 * @param indexed the checkpoint
 * @param nodeHead the newest block that a node told of
 * @param finalizedNumber the newest finalized block that a node told of
 * @param assumedFinalNumber the newest block that is taken for deep enough to be read in ranges where no node names a final
 *     one; not final for it
 * @param timing how fast blocks come, and how old one may be
 * @param asking how often and how much nodes are asked
 * @param message what is wrong, in words for people; empty when nothing is
 * @param backfill while backfilling
 * @param lookedTo the last block of the history whose logs were asked for once more, long after they were fetched
 * @param audits what comparing addresses one by one with the chain came to
 * @param counts what could not be decoded or explained and the like, by name
 */
public record IndexStatus(
        String network,
        IndexState state,
        Optional<BlockRef> indexed,
        Optional<BlockRef> nodeHead,
        OptionalLong finalizedNumber,
        OptionalLong assumedFinalNumber,
        Timing timing,
        Asking asking,
        Optional<String> message,
        Optional<BackfillProgress> backfill,
        Completeness completeness,
        OptionalLong lookedTo,
        Audits audits,
        Map<String, Long> counts,
        List<EndpointStatus> endpoints,
        Instant updatedAt) {

    public enum IndexState {
        STARTING,
        BACKFILLING,
        /** All but the last blocks are there, and they come faster than the chain goes on. */
        CATCHING_UP,
        FOLLOWING,
        /** No node answers; what is indexed is served as stale. */
        NODE_UNREACHABLE,
        /** Stopped for good, such as by a wrong chain id or a reorganisation below finality; served, marked. */
        STOPPED
    }

    /**
     * @param block how long a block takes, measured; empty at first
     * @param staleAfter a block so much older than the node's newest one, or than the clock, is not the present any more
     */
    public record Timing(Optional<Duration> block, Duration staleAfter) {}

    /**
     * @param lookInterval between the beginnings of two looks at the head
     * @param lagToExpect how long it takes at most, while all is well, until a block that a node has is here
     * @param callsADay most calls in 24 hours; empty without a bound
     */
    public record Asking(Duration lookInterval, Duration lagToExpect, OptionalLong callsADay, List<Share> shares) {}

    /**
     * What nodes are asked for one purpose.
     *
     * @param callsADay most calls in 24 hours; empty without a bound
     * @param sent calls since the start
     */
    public record Share(String purpose, OptionalLong callsADay, long sent) {}

    /** Whether the Diamond's balance and the token's supply agree with the accounts. */
    public enum Completeness {
        UNCHECKED,
        AGREES,
        DIFFERS
    }

    /**
     * How many addresses were compared with the chain; the newest audit of each counts.
     *
     * @param lastBlock the newest block of an audit
     * @param mismatches some of those that differed
     * @param pace of comparing all with MOR in the contract; empty before the first of them
     */
    public record Audits(
            long agreed, long differed, OptionalLong lastBlock, List<Mismatch> mismatches, Optional<AuditPace> pace) {

        public static final Audits NONE = new Audits(0, 0, OptionalLong.empty(), List.of(), Optional.empty());

        public Audits at(Optional<AuditPace> now) {
            return new Audits(agreed, differed, lastBlock, mismatches, now);
        }
    }

    /**
     * How all addresses with MOR in the contract are compared, one after the other.
     *
     * @param addresses how many they are
     * @param calls that all take together
     * @param takes how long once round takes
     */
    public record AuditPace(long addresses, long calls, Duration takes) {}

    /** @param differences in words, with both figures */
    public record Mismatch(Address address, long block, String differences) {}

    /**
     * @param blocksPerSecond over the last while
     * @param estimatedEnd when it should be done
     */
    public record BackfillProgress(
            long firstBlock,
            long targetBlock,
            long logs,
            double blocksPerSecond,
            double logsPerSecond,
            Optional<Instant> estimatedEnd) {}

    /**
     * A node endpoint: its host only, never a path or key.
     *
     * @param notAskedUntil until when it is left alone because it refuses every question
     * @param head the latest block that it told of
     * @param standingStillSince since when its head has not risen although it was asked
     * @param behind whether another endpoint's head was higher when they were last compared
     * @param profile what was learnt of it
     */
    public record EndpointStatus(
            String host,
            boolean asked,
            boolean healthy,
            Optional<String> lastError,
            Optional<Instant> notAskedUntil,
            Optional<BlockRef> head,
            Optional<Instant> standingStillSince,
            boolean behind,
            ProfileSnapshot profile) {

        /** As an endpoint did until now. */
        public static EndpointStatus of(EndpointHealth health) {
            return new EndpointStatus(
                    health.host(),
                    health.asked(),
                    health.healthy(),
                    health.lastFailure(),
                    health.notAskedFor().map(Instant.now()::plus),
                    health.head(),
                    health.standingStillSince(),
                    health.behind(),
                    health.profile());
        }
    }
}
