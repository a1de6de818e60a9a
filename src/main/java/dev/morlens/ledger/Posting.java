package dev.morlens.ledger;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;

/**
 * The event at which something was accounted for: its block, place and transaction.
 *
 * @param logIndex of the explaining event
 */
public record Posting(BlockRef block, int logIndex, Hash txHash) {

    public LogPosition position() {
        return new LogPosition(block.number(), logIndex);
    }
}
