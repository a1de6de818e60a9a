package dev.morlens.protocol.event;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;

/**
 * A decoded event and its place.
 *
 * @param block the block that holds it; its time is the contract's "now"
 * @param logIndex its place among the block's logs
 */
public record LoggedEvent(BlockRef block, int logIndex, Hash txHash, ProtocolEvent event) {

    public LogPosition position() {
        return new LogPosition(block.number(), logIndex);
    }
}
