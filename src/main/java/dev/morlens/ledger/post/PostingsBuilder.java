package dev.morlens.ledger.post;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.ModelEntry;
import dev.morlens.ledger.entry.PayoutFact;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what a batch changes, and changes the books as it goes. */
public final class PostingsBuilder {

    private final Contracts contracts;
    private final LedgerState ledgerState;
    private final List<Flow> flows = new ArrayList<>();
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Map<SessionId, HoldRow> holds = new LinkedHashMap<>();
    private final List<PoolEntry> poolEntries = new ArrayList<>();
    private final List<ModelEntry> modelEntries = new ArrayList<>();
    private final List<PayoutFact> payouts = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private Posting last;
    private int seq;

    public PostingsBuilder(Contracts contracts, LedgerState ledgerState) {
        this.contracts = contracts;
        this.ledgerState = ledgerState;
    }

    LedgerState books() {
        return ledgerState;
    }

    Contracts contracts() {
        return contracts;
    }

    /** What an address holds outside the Diamond; the supply stands behind the zero address. */
    Account wallet(Address address) {
        if (address.equals(Address.ZERO)) {
            return new Account(address, Bucket.SUPPLY);
        }
        return address.equals(contracts.diamond())
                ? new Account(address, Bucket.UNATTRIBUTED)
                : new Account(address, Bucket.WALLET);
    }

    /** Records a flow and moves both balances; nothing for an amount of 0 or from an account to itself. */
    void flow(Posting at, FlowKind kind, Account from, Account to, Wei amount, Optional<SessionId> session) {
        if (amount.isZero() || from.equals(to)) {
            return;
        }
        Wei fromAfter = ledgerState.balance(from).minus(amount);
        Wei toAfter = ledgerState.balance(to).plus(amount);
        ledgerState.setBalance(from, fromAfter);
        ledgerState.setBalance(to, toAfter);
        seq = at.equals(last) ? seq + 1 : 0;
        last = at;
        flows.add(new Flow(
                at.block(), at.logIndex(), seq, at.txHash(), kind, from, to, amount, fromAfter, toAfter, session));
    }

    void session(Session session) {
        ledgerState.setSession(session);
        sessions.put(session.id(), session);
    }

    void hold(HoldRow row) {
        holds.put(row.session(), row);
    }

    void pool(PoolEntry entry) {
        poolEntries.add(entry);
    }

    void model(ModelEntry entry) {
        modelEntries.add(entry);
    }

    void payout(PayoutFact fact) {
        payouts.add(fact);
    }

    void anomaly(Posting at, Anomaly.AnomalyCode anomalyCode, String detail) {
        anomalies.add(new Anomaly(at, anomalyCode, detail));
    }

    public Postings build() {
        return new Postings(
                List.copyOf(flows),
                List.copyOf(sessions.values()),
                List.copyOf(holds.values()),
                List.copyOf(poolEntries),
                List.copyOf(modelEntries),
                List.copyOf(payouts),
                List.copyOf(anomalies));
    }
}
