package dev.morlens.testing.scene;

import dev.morlens.store.IndexStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What an indexer posts on its board. */
public final class IndexStatuses {

    private IndexStatuses() {}

    /** Of an indexer that has not told of any block yet. */
    public static IndexStatus notBegun(String network, IndexStatus.State state, Instant updated) {
        return new IndexStatus(
                network,
                state,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                IndexStatus.Completeness.UNCHECKED,
                OptionalLong.empty(),
                IndexStatus.Audits.NONE,
                Map.of(),
                List.of(),
                updated);
    }
}
