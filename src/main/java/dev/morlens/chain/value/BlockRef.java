package dev.morlens.chain.value;

import java.time.Instant;

/**
 * One block, named so that it cannot be mistaken for another of the same height.
 *
 * @param number its height, 0 for genesis
 * @param time its timestamp, whole seconds UTC
 */
public record BlockRef(long number, Hash hash, Instant time) {

    @Override
    public String toString() {
        return "#" + number + " (" + hash + ")";
    }
}
