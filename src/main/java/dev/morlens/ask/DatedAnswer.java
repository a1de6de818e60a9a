package dev.morlens.ask;

import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was put together from answers of nodes, some of which may be older than the rest.
 *
 * @param oldest the block of the oldest of them; empty if no node was asked
 * @param until when that is too old, by the time of blocks
 */
public record DatedAnswer<T>(T value, Optional<BlockRef> oldest, Optional<Instant> until) {

    /** Five blocks share a second: one that was asked in it is of now in all of them. */
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    static <T> DatedAnswer<T> of(T value, Optional<BlockRef> oldest, Duration maxAge) {
        Duration good = maxAge.compareTo(A_SECOND) < 0 ? A_SECOND : maxAge;
        return new DatedAnswer<>(value, oldest, oldest.map(block -> block.time().plus(good)));
    }
}
