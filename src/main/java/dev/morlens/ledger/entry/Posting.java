package dev.morlens.ledger.entry;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import java.time.Instant;

/**
 * The event at which something was accounted for: its block, place and transaction.
 *
 * @param logIndex of the explaining event
 */
public record Posting(BlockRef block, int logIndex, Hash txHash) {

    /** Of what was read from views, which do not tell it. */
    public static final Posting UNTOLD = new Posting(new BlockRef(0, Hash.ZERO, Instant.EPOCH), 0, Hash.ZERO);

    public LogPosition position() {
        return new LogPosition(block.number(), logIndex);
    }
}
