package dev.morlens.api.network;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.StaleReason;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.http.Params;
import dev.morlens.http.SafeText;
import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the index of a network stands. */
public record StatusView(
        String network,
        String title,
        long chainId,
        Optional<AsOfView> asOf,

        @Schema(
                enumeration = {"starting", "backfilling", "catching-up", "following", "node-unreachable", "stopped"},
                description =
                        "backfilling reads the chain's history; catching-up reads its last minutes, behind the node")
        String state,

        Optional<String> message,
        boolean databaseReachable,
        Optional<StatusBlock> nodeHead,
        Optional<StatusBlock> indexed,

        @Schema(description = "The newest block that a node calls final; absent where none does")
        Optional<Long> finalizedNumber,

        @Schema(
                description =
                        "Where no node names a final block: the newest one that is old enough to be read in ranges."
                                + " Nothing is called final for it")
        Optional<Long> assumedFinalNumber,

        @Schema(description = "Seconds since the newest indexed block")
        Optional<Long> lagSeconds,

        @Schema(
                enumeration = {
                    "database-unreachable",
                    "node-unreachable",
                    "stopped",
                    "reading-history",
                    "sums-differ",
                    "catching-up",
                    "indexer-silent",
                    "head-old"
                },
                description =
                        "Why answers are marked stale; absent while they are not. head-old: no newer block is known of"
                                + " any node, and by the clock there should be one")
        Optional<String> staleReason,

        @Schema(description = "A block so much older than the node's newest one, or than the clock, is marked stale")
        Optional<Long> staleAfterSeconds,

        @Schema(description = "How many seconds a block takes, measured")
        Optional<Double> blockSeconds,

        @Schema(description = "How often and how much nodes are asked; absent before the index has followed the head")
        Optional<AskingView> asking,

        Optional<Progress> backfill,

        @Schema(
                enumeration = {"unchecked", "agrees", "differs"},
                description = "Whether the contract's balance and the token's supply agree with the accounts")
        String completeness,

        @Schema(
                description = "The last block of the history whose logs were asked for once more, from every endpoint,"
                        + " long after they were fetched")
        Optional<Long> askedAgainTo,

        @Schema(description = "How many addresses were compared with the contracts' views and storage, one by one")
        AuditsView audits,

        @Schema(description = "What could not be decoded or explained, by name")
        Map<String, Long> counts,

        List<EndpointView> endpoints,
        Optional<Instant> updatedAt) {

    @Schema(name = "Block")
    public record StatusBlock(long number, Hash hash, Instant timestamp) {

        static StatusBlock of(BlockRef block) {
            return new StatusBlock(block.number(), block.hash(), block.time());
        }
    }

    @Schema(description = "How far the reading of the chain's history is")
    public record Progress(
            long firstBlock,
            long targetBlock,
            @Schema(description = "0 to 1") double done,
            long logs,
            double blocksPerSecond,
            double logsPerSecond,
            Optional<Instant> estimatedEnd) {}

    /** Why answers are marked, in words for people; empty if they are not. */
    public String staleWords() {
        return staleReason
                .map(reason -> switch (reason) {
                    case "database-unreachable" -> "the database cannot be reached";
                    case "node-unreachable" -> "no node can be reached";
                    case "stopped" -> "the index has stopped";
                    case "reading-history" -> "the chain's history is still being read";
                    case "sums-differ" -> "a node left something out: the sums of all accounts are not the chain's";
                    case "catching-up" -> "the newest minutes are still being read";
                    case "indexer-silent" -> "nothing was heard of the indexer for a while";
                    case "head-old" -> "no node has told of a newer block, and by the clock there should be one";
                    default -> reason;
                })
                .orElse("");
    }

    static StatusView starting(Network network, Optional<AsOf> asOf, boolean databaseReachable) {
        return new StatusView(
                network.name(),
                network.title(),
                network.chainId(),
                asOf.map(AsOfView::of),
                "starting",
                Optional.empty(),
                databaseReachable,
                Optional.empty(),
                asOf.map(AsOf::block).map(StatusBlock::of),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "unchecked",
                Optional.empty(),
                AuditsView.of(IndexStatus.Audits.NONE),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    static StatusView of(
            Network network,
            IndexStatus status,
            Optional<AsOf> asOf,
            Optional<StaleReason> staleBecause,
            boolean databaseReachable,
            Instant clock) {
        return new StatusView(
                network.name(),
                network.title(),
                network.chainId(),
                asOf.map(AsOfView::of),
                Params.name(status.state()),
                status.message().map(SafeText::bounded),
                databaseReachable,
                status.nodeHead().map(StatusBlock::of),
                status.indexed().map(StatusBlock::of),
                status.finalizedNumber().stream().boxed().findFirst(),
                status.assumedFinalNumber().stream().boxed().findFirst(),
                status.indexed().map(block -> lag(block, clock)),
                staleBecause.map(Params::name),
                Optional.of(status.timing().staleAfter().toSeconds()),
                status.timing().block().map(time -> time.toMillis() / 1000.0),
                AskingView.of(status.asking()),
                status.backfill().map(backfillProgress -> progress(backfillProgress, status.indexed())),
                Params.name(status.completeness()),
                status.lookedTo().stream().boxed().findFirst(),
                AuditsView.of(status.audits()),
                status.counts(),
                status.endpoints().stream().map(EndpointView::of).toList(),
                Optional.of(status.updatedAt()));
    }

    private static long lag(BlockRef block, Instant clock) {
        return Math.max(0, Duration.between(block.time(), clock).toSeconds());
    }

    private static Progress progress(IndexStatus.BackfillProgress backfillProgress, Optional<BlockRef> indexed) {
        long all = Math.max(1, backfillProgress.targetBlock() - backfillProgress.firstBlock() + 1);
        long read = indexed.map(block -> block.number() - backfillProgress.firstBlock() + 1)
                .orElse(0L);
        return new Progress(
                backfillProgress.firstBlock(),
                backfillProgress.targetBlock(),
                Math.clamp((double) read / all, 0, 1),
                backfillProgress.logs(),
                backfillProgress.blocksPerSecond(),
                backfillProgress.logsPerSecond(),
                backfillProgress.estimatedEnd());
    }
}
