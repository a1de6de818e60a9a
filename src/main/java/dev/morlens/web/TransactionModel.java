package dev.morlens.web;

import dev.morlens.position.AsOf;
import dev.morlens.position.Lookups.Transaction;
import dev.morlens.protocol.Network;
import dev.morlens.store.TransactionLogs;
import java.time.Instant;
import java.util.Optional;

/** What a transaction's page shows. */
final class TransactionModel {

    private TransactionModel() {}

    static TransactionPage of(Network network, Transaction transaction, AsOf asOf, Ids ids) {
        Instant now = asOf.now();
        TransactionLogs logs = transaction.logs();
        return new TransactionPage(
                network.name(),
                ids.of(transaction.hash()),
                When.of(logs.block().time(), asOf),
                Optional.of(logs)
                        .filter(one -> transaction.movements().isEmpty())
                        .map(TransactionModel::nothing),
                transaction.movements().stream()
                        .map(movement -> MovementLine.of(movement, now, ids))
                        .toList(),
                transaction.noOps().stream()
                        .map(noOp -> NoOpLine.of(noOp, now, ids))
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
