package dev.morlens.chain;

import dev.morlens.chain.value.Hash;

/** The block whose state a question is about. */
public sealed interface BlockId {

    /** By standing: answers of two questions may be of two blocks. */
    record Tagged(BlockTag tag) implements BlockId {}

    record Numbered(long number) implements BlockId {}

    /** That very block (EIP-1898), refused where it is not canonical. */
    record Hashed(Hash hash) implements BlockId {}

    static BlockId latest() {
        return new Tagged(BlockTag.LATEST);
    }
}
