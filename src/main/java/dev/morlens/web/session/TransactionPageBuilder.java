package dev.morlens.web.session;

import dev.morlens.ask.AsOf;
import dev.morlens.position.search.IdLookups.FoundTransaction;
import dev.morlens.protocol.Network;
import dev.morlens.store.read.TransactionLogs;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.MovementLine;
import dev.morlens.web.part.NoOpLine;
import dev.morlens.web.part.TimeText;
import java.time.Instant;
import java.util.Optional;

/** What a transaction's page shows. */
final class TransactionPageBuilder {

    private TransactionPageBuilder() {}

    static TransactionPage of(Network network, FoundTransaction foundTransaction, AsOf asOf, IdShortener idShortener) {
        Instant now = asOf.now();
        TransactionLogs logs = foundTransaction.logs();
        return new TransactionPage(
                network.name(),
                idShortener.of(foundTransaction.hash()),
                TimeText.of(logs.block().time(), asOf),
                Optional.of(logs)
                        .filter(one -> foundTransaction.movements().isEmpty())
                        .map(TransactionPageBuilder::nothing),
                foundTransaction.movements().stream()
                        .map(movement -> MovementLine.of(movement, now, idShortener))
                        .toList(),
                foundTransaction.noOps().stream()
                        .map(noOpMovement -> NoOpLine.of(noOpMovement, now, idShortener))
                        .toList(),
                AsOfLine.of(asOf),
                Explorer.of(network));
    }

    private static String nothing(TransactionLogs logs) {
        if (logs.byContract()) {
            return "It concerns the protocol, but moved no MOR.";
        }
        if (logs.approves() && logs.noOps().isEmpty()) {
            return "It moved no MOR. It sets how much MOR another address may take from a wallet (an approval).";
        }
        return "It moved no MOR.";
    }
}
