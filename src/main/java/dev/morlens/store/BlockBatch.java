package dev.morlens.store;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.BatchFacts;
import dev.morlens.ledger.Postings;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whole blocks, written in one transaction with the checkpoint that vouches for them.
 *
 * @param head the last block of the range: the new checkpoint
 * @param headers of blocks to remember even if they have no log of ours
 * @param facts what was read by views; kept, so that a rebuild needs no node
 * @param finalized the newest final block, if known; not above {@code head}
 */
public record BlockBatch(
        BlockRange range,
        BlockRef head,
        List<BlockHeader> headers,
        List<RawLog> logs,
        BatchFacts facts,
        Postings postings,
        OptionalLong finalized) {}
