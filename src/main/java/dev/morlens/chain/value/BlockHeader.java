package dev.morlens.chain.value;

/**
 * What following needs of a block.
 *
 * @param ref the block itself
 * @param parentHash the hash of the block one below
 * @param logsBloom the 2,048-bit bloom of its logs' addresses and topics
 */
public record BlockHeader(BlockRef ref, Hash parentHash, LogsBloom logsBloom) {

    public long number() {
        return ref.number();
    }

    public Hash hash() {
        return ref.hash();
    }
}
