package dev.morlens.store.criteria;

import java.util.Optional;

/**
 * A part of a list that runs from the newest to the oldest.
 *
 * @param after only items strictly older than this place
 * @param limit at most so many
 */
public record CursorPage(Optional<ChainPlace> after, int limit) {

    /**
     * A place in the chain's order.
     *
     * @param seq among the items of one log
     */
    public record ChainPlace(long block, int logIndex, int seq) {}

    public static CursorPage first(int limit) {
        return new CursorPage(Optional.empty(), limit);
    }
}
