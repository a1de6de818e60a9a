package dev.morlens.ledger;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what a batch changes, and changes the books as it goes. */
final class PostingsBuilder {

    private final Contracts contracts;
    private final Books books;
    private final List<Flow> flows = new ArrayList<>();
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Map<SessionId, HoldRow> holds = new LinkedHashMap<>();
    private final List<PoolEntry> poolEntries = new ArrayList<>();
    private final List<ModelEntry> modelEntries = new ArrayList<>();
    private final List<PayoutFact> payouts = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private Posting last;
    private int seq;

    PostingsBuilder(Contracts contracts, Books books) {
        this.contracts = contracts;
        this.books = books;
    }

    Books books() {
        return books;
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
        Wei fromAfter = books.balance(from).minus(amount);
        Wei toAfter = books.balance(to).plus(amount);
        books.setBalance(from, fromAfter);
        books.setBalance(to, toAfter);
        seq = at.equals(last) ? seq + 1 : 0;
        last = at;
        flows.add(new Flow(
                at.block(), at.logIndex(), seq, at.txHash(), kind, from, to, amount, fromAfter, toAfter, session));
    }

    void session(Session session) {
        books.setSession(session);
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

    void anomaly(Posting at, Anomaly.Code code, String detail) {
        anomalies.add(new Anomaly(at, code, detail));
    }

    Postings build() {
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
