package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.abi.FacetCuts;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

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

    private static final Hash TRANSFER = Hash.of("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    private static final Hash APPROVAL = Hash.of("0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925");

    /** Of either. */
    private static final int TOPICS = 3;

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

    /** The addresses whose figures it leaves as they are, while it adds to what else is told of them. */
    Set<Address> mentioned() {
        Set<Address> mentioned = new HashSet<>();
        postings.poolEntries().forEach(entry -> mentioned.add(entry.grant().hot()));
        logs.stream()
                .filter(log -> isOne(log, TRANSFER))
                .flatMap(log -> Stream.of(log.topics().get(1), log.topics().get(2)))
                .forEach(side -> mentioned.add(Address.fromWord(side.bytes(), 0)));
        logs.stream()
                .filter(log -> isOne(log, APPROVAL))
                .forEach(log ->
                        mentioned.add(Address.fromWord(log.topics().get(1).bytes(), 0)));
        return mentioned;
    }

    /** Whether the contract's functions change, so that what is tried for anybody may come out otherwise. */
    boolean upgrades() {
        return logs.stream()
                .anyMatch(log ->
                        !log.topics().isEmpty() && log.topics().getFirst().equals(FacetCuts.TOPIC));
    }

    /** Of nothing as well: no posting tells of those. */
    private static boolean isOne(RawLog log, Hash event) {
        return log.topics().size() == TOPICS && log.topics().getFirst().equals(event);
    }
}
