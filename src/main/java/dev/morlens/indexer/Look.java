package dev.morlens.indexer;

import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import java.util.Optional;

/** Which blocks are to be asked about again, and when. */
interface Look {

    /** The next blocks, if it is time to ask; the same ones again later unless they are {@link #done}. */
    Optional<BlockRange> due(BlockRef checkpoint);

    /** All logs of these blocks that any endpoint told of are kept. */
    void done(BlockRange range, MergedLogs told);
}
