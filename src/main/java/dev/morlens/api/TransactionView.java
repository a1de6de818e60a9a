package dev.morlens.api;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Flow;
import dev.morlens.position.AsOf;
import dev.morlens.position.Lookups.Transaction;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.TransactionLogs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The MOR that a transaction moved, and what it did in the protocol. */
public record TransactionView(
        Hash hash,
        AsOfView asOf,
        Optional<Long> blockNumber,
        Optional<Hash> blockHash,
        Optional<Instant> timestamp,
        List<Action> actions,
        List<MovementView> movements,

        @Schema(description = "Transfers in it that moved nothing, in order")
        List<NoOpView> noOpTransfers,

        @Schema(description = "Whether the contract logged something in it, even if it moved no MOR")
        boolean concernsProtocol) {

    /** One thing that it did; a close that returns and holds MOR is two movements and one action. */
    public record Action(String kind, Optional<SessionId> sessionId) {}

    static TransactionView of(AsOf asOf, Transaction transaction) {
        List<Flow> flows = transaction.flows();
        TransactionLogs logs = transaction.logs();
        BlockRef block = logs.block();
        return new TransactionView(
                transaction.hash(),
                AsOfView.of(asOf),
                Optional.of(block.number()),
                Optional.of(block.hash()),
                Optional.of(block.time()),
                flows.stream()
                        .map(flow -> new Action(flow.kind().json(), flow.session()))
                        .distinct()
                        .toList(),
                flows.stream().map(MovementView::of).toList(),
                logs.noOps().stream().map(NoOpView::of).toList(),
                logs.byContract());
    }
}
