package dev.morlens.store;

import java.util.Optional;

/**
 * A part of a list that runs from the newest to the oldest.
 *
 * @param after only items strictly older than this place
 * @param limit at most so many
 */
public record Slice(Optional<Place> after, int limit) {

    /**
     * A place in the chain's order.
     *
     * @param seq among the items of one log
     */
    public record Place(long block, int logIndex, int seq) {}

    public static Slice first(int limit) {
        return new Slice(Optional.empty(), limit);
    }
}
