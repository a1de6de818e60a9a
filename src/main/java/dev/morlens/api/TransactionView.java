package dev.morlens.api;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Flow;
import dev.morlens.position.AsOf;
import dev.morlens.position.Lookups.Transaction;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The MOR that a transaction moved, and what it did in the protocol. */
public record TransactionView(
        Hash hash,
        AsOfView asOf,
        Optional<Long> blockNumber,
        Optional<Hash> blockHash,
        Optional<Instant> timestamp,
        List<Action> actions,
        List<MovementView> movements) {

    /** One thing that it did; a close that returns and holds MOR is two movements and one action. */
    public record Action(String kind, Optional<SessionId> sessionId) {}

    static TransactionView of(AsOf asOf, Transaction transaction) {
        List<Flow> flows = transaction.flows();
        Optional<BlockRef> block = flows.stream().map(Flow::block).findFirst();
        return new TransactionView(
                transaction.hash(),
                AsOfView.of(asOf),
                block.map(BlockRef::number),
                block.map(BlockRef::hash),
                block.map(BlockRef::time),
                flows.stream()
                        .map(flow -> new Action(flow.kind().json(), flow.session()))
                        .distinct()
                        .toList(),
                flows.stream().map(MovementView::of).toList());
    }
}
