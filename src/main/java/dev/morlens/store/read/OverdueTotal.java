package dev.morlens.store.read;

import dev.morlens.chain.value.Wei;
import java.time.Instant;
import java.util.Optional;

/**
 * The sessions of a whole network that are past their end and that nobody has closed.
 *
 * @param stake in wei
 * @param oldestEnd since when the first of them waits
 */
public record OverdueTotal(long count, Wei stake, Optional<Instant> oldestEnd) {

    /** Where the index cannot be read. */
    public static final OverdueTotal UNKNOWN = new OverdueTotal(0, Wei.ZERO, Optional.empty());
}
