package dev.morlens.position;

import dev.morlens.chain.value.BlockRef;
import java.time.Instant;

/**
 * The block that an answer is of.
 *
 * @param stale the node or the database cannot be reached, so the chain may have gone on unseen
 * @param lasting the question named this very block and it is final: the answer will always be the same
 */
public record AsOf(BlockRef block, Finality finality, boolean stale, boolean lasting) {

    public AsOf(BlockRef block, Finality finality, boolean stale) {
        this(block, finality, stale, false);
    }

    /** The answer's "now": the block's timestamp, as the contract reads it. */
    public Instant now() {
        return block.time();
    }

    public AsOf asStale() {
        return stale ? this : new AsOf(block, finality, true, false);
    }
}
