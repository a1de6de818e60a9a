package dev.morlens.api.answer;

import dev.morlens.position.list.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A part of a list, with the cursor of the next one; without it this was the last. */
public interface ListView {

    AsOfView asOf();

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
