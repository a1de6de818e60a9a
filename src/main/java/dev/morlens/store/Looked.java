package dev.morlens.store;

import dev.morlens.chain.value.BlockRange;
import java.util.Optional;

/**
 * How far blocks were asked about again, long after they were fetched.
 *
 * @param to the last such block; one below the index's first if there is none
 * @param doubted blocks that are to be asked about at once, because a log near them was left out
 */
public record Looked(long to, Optional<BlockRange> doubted) {

    /** Of an index whose first block is this one. */
    public static Looked nothing(long firstBlock) {
        return new Looked(firstBlock - 1, Optional.empty());
    }

    public Looked withTo(long last) {
        return new Looked(last, doubted);
    }

    public Looked withDoubted(Optional<BlockRange> blocks) {
        return new Looked(to, blocks);
    }
}
