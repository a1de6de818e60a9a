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
        return of(network, state, IndexStatus.Completeness.UNCHECKED, updated);
    }

    public static IndexStatus following(String network, IndexStatus.Completeness completeness, Instant updated) {
        return of(network, IndexStatus.State.FOLLOWING, completeness, updated);
    }

    private static IndexStatus of(
            String network, IndexStatus.State state, IndexStatus.Completeness completeness, Instant updated) {
        return new IndexStatus(
                network,
                state,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
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
