package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.BatchFacts;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Postings;
import dev.morlens.ledger.Session;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

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
        OptionalLong finalized) {

    /** The addresses whose figures, sessions or grants it changes. */
    Set<Address> touched() {
        Set<Address> touched = new HashSet<>();
        for (Flow flow : postings.flows()) {
            touched.add(flow.from().owner());
            touched.add(flow.to().owner());
        }
        for (Session session : postings.sessions()) {
            touched.add(session.facts().user());
            touched.add(session.facts().provider());
        }
        postings.holds().stream().map(HoldRow::user).forEach(touched::add);
        postings.poolEntries().forEach(entry -> touched.add(entry.grant().funder()));
        postings.modelEntries().forEach(entry -> touched.add(entry.owner()));
        return touched;
    }
}
