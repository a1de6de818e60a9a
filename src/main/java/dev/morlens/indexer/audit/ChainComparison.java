package dev.morlens.indexer.audit;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.protocol.view.OwnerReader;
import dev.morlens.protocol.view.OwnerReader.Owner;
import dev.morlens.protocol.view.OwnerReader.Owners;
import dev.morlens.store.check.AuditResult;
import dev.morlens.store.check.AuditedFigures;
import dev.morlens.store.check.AuditedFiguresReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Holds claims of the index against the chain's own state at the claims' block. */
public final class ChainComparison {

    private static final Comparator<StoredHold> ORDER =
            Comparator.comparing(StoredHold::releaseAt).thenComparing(StoredHold::amount);

    private final Node node;
    private final OwnerReader owners;
    private final HoldStorage holds;

    public ChainComparison(Node node, Network network) {
        this.node = node;
        this.owners = new OwnerReader(node, network);
        this.holds = new HoldStorage(node, network.diamond());
    }

    /** What the chain says of some addresses at one block. */
    private record Truth(Owners owners, Map<Address, List<StoredHold>> holds) {}

    /** Of nothing yet, by what one call of the node holds now. */
    AuditCost cost() {
        return new AuditCost(node.readsPerCall());
    }

    /** Throws the node's exceptions, and {@link dev.morlens.protocol.view.ViewFailedException} as views do. */
    List<AuditResult> compare(AuditedFiguresReader claims) {
        Truth truth = truth(claims);
        return claims.claims().stream().map(claim -> compare(claim, truth)).toList();
    }

    /** Storage first: what is learnt by it makes the views cheaper. */
    private Truth truth(AuditedFiguresReader claims) {
        BlockId at = new BlockId.Hashed(claims.block().hash());
        Map<Address, Integer> rows = new LinkedHashMap<>();
        claims.claims().forEach(claim -> rows.put(claim.address(), claim.holds().size()));
        List<SessionId> sessions = claims.claims().stream()
                .flatMap(claim -> Stream.concat(claim.openSessions().stream(), claim.paid().keySet().stream()))
                .distinct()
                .toList();
        Map<Address, List<StoredHold>> stored = holds.readAll(at, rows);
        return new Truth(owners.read(at, rows.keySet(), sessions), stored);
    }

    private static AuditResult compare(AuditedFigures claim, Truth truth) {
        Address address = claim.address();
        Owner owner = truth.owners().owners().get(address);
        List<String> differences = new ArrayList<>();
        same(differences, "wallet", owner.wallet(), claim.balance(Bucket.WALLET));
        same(differences, "active sessions", openStake(claim, truth), claim.balance(Bucket.ACTIVE_SESSION));
        same(differences, "number of sessions", owner.sessions(), claim.sessions());
        same(differences, "provider stake", owner.providerStake(), claim.balance(Bucket.PROVIDER_STAKE));
        holds(differences, truth.holds().get(address), claim);
        paid(differences, claim, truth);
        return new AuditResult(address, List.copyOf(differences));
    }

    private static void paid(List<String> differences, AuditedFigures claim, Truth truth) {
        claim.paid().forEach((id, amount) -> {
            ContractSession state = truth.owners().sessions().get(id);
            Object there = state == null ? "no such session" : state.providerWithdrawn();
            same(differences, "collected of session " + id, there, amount);
        });
    }

    /** Of the sessions that the index has open: one that the chain has closed counts nothing. */
    private static Wei openStake(AuditedFigures claim, Truth truth) {
        return Wei.sum(claim.openSessions().stream()
                .map(truth.owners().sessions()::get)
                .filter(state -> state != null
                        && state.closedAt().isEmpty()
                        && state.user().equals(claim.address()))
                .map(ContractSession::stake)
                .toList());
    }

    /**
     * Rows of amount 0 are not kept by the index, and a claim that took one has changed the order of the others,
     * without effect on any balance (docs/protocol.md, P16 and P17): the rows are compared as a set with repetitions.
     */
    private static void holds(List<String> differences, List<StoredHold> stored, AuditedFigures claim) {
        List<StoredHold> rows =
                stored.stream().filter(row -> !row.amount().isZero()).toList();
        same(
                differences,
                "sum of hold rows",
                Wei.sum(rows.stream().map(StoredHold::amount).toList()),
                claim.balance(Bucket.ON_HOLD));
        List<StoredHold> expected = rows.stream().sorted(ORDER).toList();
        List<StoredHold> claimed = claim.holds().stream().sorted(ORDER).toList();
        for (int i = 0; i < Math.max(expected.size(), claimed.size()); i++) {
            String there = row(expected, i);
            String ours = row(claimed, i);
            if (!there.equals(ours)) {
                same(differences, "hold row " + (i + 1) + " by release", there, ours);
                return;
            }
        }
    }

    private static String row(List<StoredHold> rows, int place) {
        return place < rows.size()
                ? rows.get(place).amount() + " until " + rows.get(place).releaseAt()
                : "none";
    }

    private static void same(List<String> differences, String what, Object chain, Object index) {
        if (!chain.equals(index)) {
            differences.add(what + ": the chain says " + chain + ", the index " + index);
        }
    }
}
