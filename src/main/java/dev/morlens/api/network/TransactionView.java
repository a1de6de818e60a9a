package dev.morlens.api.network;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.movement.MovementView;
import dev.morlens.api.movement.NoOpView;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.position.search.IdLookups.FoundTransaction;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.read.TransactionLogs;
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
        List<ProtocolEventView> actions,
        List<MovementView> movements,

        @Schema(description = "Transfers in it that moved nothing, in order")
        List<NoOpView> noOpTransfers,

        @Schema(description = "Whether the contract logged something in it, even if it moved no MOR")
        boolean concernsProtocol) {

    /** One thing that it did; a close that returns and holds MOR is two movements and one action. */
    @Schema(name = "Action")
    public record ProtocolEventView(String kind, Optional<SessionId> sessionId) {}

    static TransactionView of(AsOf asOf, FoundTransaction foundTransaction) {
        List<Flow> flows = foundTransaction.flows();
        TransactionLogs logs = foundTransaction.logs();
        BlockRef block = logs.block();
        return new TransactionView(
                foundTransaction.hash(),
                AsOfView.of(asOf),
                Optional.of(block.number()),
                Optional.of(block.hash()),
                Optional.of(block.time()),
                flows.stream()
                        .map(flow -> new ProtocolEventView(flow.kind().json(), flow.session()))
                        .distinct()
                        .toList(),
                flows.stream().map(MovementView::of).toList(),
                logs.noOps().stream().map(NoOpView::of).toList(),
                logs.byContract());
    }
}
