package dev.morlens.api;

import dev.morlens.position.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A part of a list, with the cursor of the next one; without it this was the last. */
public sealed interface ListView {

    AsOfView asOf();

    /** Sessions, the newest opening first. */
    record Sessions(AsOfView asOf, List<SessionView> items, Optional<String> nextCursor) implements ListView {}

    /** Rows on hold, the newest first. */
    record Holds(AsOfView asOf, List<HoldView> items, Optional<String> nextCursor) implements ListView {}

    /** Movements, the newest first. */
    record Movements(AsOfView asOf, List<MovementView> items, Optional<String> nextCursor) implements ListView {}

    /** Transfers that moved nothing, the newest first. */
    record NoOps(AsOfView asOf, List<NoOpView> items, Optional<String> nextCursor) implements ListView {}

    /**
     * Models, in the order asked for.
     *
     * @param unreadable how many others there are whose answer from the contract nobody can use, such as a name of megabytes
     */
    record Models(AsOfView asOf, List<ModelView> items, Optional<String> nextCursor, int unreadable)
            implements ListView {}

    /** Bids, a model's the best rated first, a provider's the newest first. */
    record Bids(AsOfView asOf, List<BidView> items, Optional<String> nextCursor) implements ListView {}

    /**
     * Providers, the largest stake first.
     *
     * @param unreadable how many others there are whose answer from the contract nobody can use
     */
    record Providers(AsOfView asOf, List<ProviderView> items, Optional<String> nextCursor, int unreadable)
            implements ListView {}

    /** Makes one of them. */
    interface Maker<V, L extends ListView> {
        L make(AsOfView asOf, List<V> items, Optional<String> nextCursor);
    }

    static <T, V, L extends ListView> L of(Listing<T> listing, BiFunction<T, Instant, V> view, Maker<V, L> maker) {
        return maker.make(
                AsOfView.of(listing.asOf()),
                listing.items().stream()
                        .map(item -> view.apply(item, listing.asOf().now()))
                        .toList(),
                listing.next());
    }
}
