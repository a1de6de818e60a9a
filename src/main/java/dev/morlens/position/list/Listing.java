package dev.morlens.position.list;

import dev.morlens.ask.AsOf;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list, at one block.
 *
 * @param next the cursor of what comes after, if anything does
 */
public record Listing<T>(AsOf asOf, List<T> items, Optional<String> next) {

    /**
     * Which part.
     *
     * @param cursor where to go on
     */
    public record PageRequest(int limit, Optional<String> cursor) {

        public static PageRequest first(int limit) {
            return new PageRequest(limit, Optional.empty());
        }
    }
}
