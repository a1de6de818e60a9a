package dev.morlens.store.check;

import dev.morlens.chain.value.BlockRange;
import java.util.Optional;

/**
 * How far blocks were asked about again, long after they were fetched.
 *
 * @param to the last such block; one below the index's first if there is none
 * @param doubted blocks that are to be asked about at once, because a log near them was left out
 */
public record RecheckState(long to, Optional<BlockRange> doubted) {

    /** Of an index whose first block is this one. */
    public static RecheckState nothing(long firstBlock) {
        return new RecheckState(firstBlock - 1, Optional.empty());
    }

    public RecheckState withTo(long last) {
        return new RecheckState(last, doubted);
    }

    public RecheckState withDoubted(Optional<BlockRange> blocks) {
        return new RecheckState(to, blocks);
    }
}
