package dev.morlens.chain.value;

import java.util.List;

/**
 * A log as a node returned it, checked but not decoded.
 *
 * @param block the block that holds it
 * @param logIndex its place in the block
 * @param txIndex the place of its transaction in the block
 * @param topics none to four words; the first names the event unless it is anonymous
 * @param data the rest, not padded or cut; never changed by a holder
 */
public record RawLog(
        Address address, BlockRef block, int logIndex, Hash txHash, int txIndex, List<Hash> topics, byte[] data) {

    public LogPosition position() {
        return new LogPosition(block.number(), logIndex);
    }
}
