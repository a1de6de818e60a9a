package dev.morlens.indexer.recheck;

import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.MergedLogs;
import java.util.Optional;

/** Which blocks are to be asked about again, and when. */
interface RecheckSource {

    /** The next blocks, if it is time to ask; the same ones again later unless they are {@link #done}. */
    Optional<BlockRange> due(BlockRef checkpoint);

    /** All logs of these blocks that any endpoint told of are kept. */
    void done(BlockRange range, MergedLogs told);
}
