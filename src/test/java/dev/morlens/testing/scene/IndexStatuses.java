package dev.morlens.testing.scene;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.feed.IndexStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What an indexer posts on its board. */
public final class IndexStatuses {

    /** So much older than the node's head, or than the clock, blocks are not the present any more. */
    public static final Duration STALE_AFTER = Duration.ofSeconds(15);

    private IndexStatuses() {}

    /** Of an indexer that has not told of any block yet. */
    public static IndexStatus notBegun(String network, IndexStatus.IndexState indexState, Instant updated) {
        return at(network, indexState, Optional.empty(), Optional.empty(), updated);
    }

    /** Of one that has come to a block, or not, while a node has told of another. */
    public static IndexStatus at(
            String network,
            IndexStatus.IndexState indexState,
            Optional<BlockRef> indexed,
            Optional<BlockRef> nodeHead,
            Instant updated) {
        return of(
                network,
                indexState,
                indexed,
                nodeHead,
                OptionalLong.empty(),
                IndexStatus.Completeness.UNCHECKED,
                updated);
    }

    public static IndexStatus following(String network, IndexStatus.Completeness completeness, Instant updated) {
        return following(network, OptionalLong.empty(), completeness, updated);
    }

    /** Of an indexer that follows, and knows that a block is final. */
    public static IndexStatus finalTo(String network, long number) {
        return following(network, OptionalLong.of(number), IndexStatus.Completeness.UNCHECKED, Instant.now());
    }

    private static IndexStatus following(
            String network, OptionalLong finalized, IndexStatus.Completeness completeness, Instant updated) {
        return of(
                network,
                IndexStatus.IndexState.FOLLOWING,
                Optional.empty(),
                Optional.empty(),
                finalized,
                completeness,
                updated);
    }

    private static IndexStatus of(
            String network,
            IndexStatus.IndexState indexState,
            Optional<BlockRef> indexed,
            Optional<BlockRef> nodeHead,
            OptionalLong finalized,
            IndexStatus.Completeness completeness,
            Instant updated) {
        return new IndexStatus(
                network,
                indexState,
                indexed,
                nodeHead,
                finalized,
                OptionalLong.empty(),
                new IndexStatus.Timing(Optional.of(Duration.ofMillis(200)), STALE_AFTER),
                new IndexStatus.Asking(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        OptionalLong.of(1_000_000),
                        List.of(new IndexStatus.Share("following", OptionalLong.of(450_000), 1_234))),
                Optional.empty(),
                Optional.empty(),
                completeness,
                OptionalLong.empty(),
                IndexStatus.Audits.NONE,
                Map.of(),
                List.of(),
                updated);
    }
}
