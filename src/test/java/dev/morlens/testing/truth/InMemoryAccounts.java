package dev.morlens.testing.truth;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.bind.BoundBatch;
import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.ClaimSearch;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.ModelEntry;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The ledger with everything it ever posted kept in memory: a store for tests of the ledger alone. */
public final class InMemoryAccounts {

    private final Ledger ledger;
    private final LedgerState ledgerState = new LedgerState();
    private final List<Flow> flows = new ArrayList<>();
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Map<SessionId, HoldRow> holds = new LinkedHashMap<>();
    private final List<PoolEntry> poolEntries = new ArrayList<>();
    private final List<ModelEntry> modelEntries = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    public InMemoryAccounts(Contracts contracts) {
        this.ledger = new Ledger(contracts);
    }

    /** Posts whole blocks. */
    public Postings post(List<LoggedEvent> events, Map<SessionId, SessionFacts> openings) {
        return post(events, BatchFacts.of(openings));
    }

    /** Of which sessions views must tell first, before events that open none can be posted for certain. */
    public Set<SessionId> doubtful(List<LoggedEvent> events) {
        return claims(events, Map.of()).questions().values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    /** What must be asked before these events can be posted for certain. */
    public ClaimSearch claims(List<LoggedEvent> events, Map<SessionId, SessionFacts> openings) {
        fill(LedgerKeys.ofSessions(Ledger.endingSessions(events)));
        BoundBatch boundBatch = ledger.bind(events, openings, ledgerState);
        fill(boundBatch.keys());
        return ledger.claims(boundBatch, openings, ledgerState);
    }

    public Postings post(List<LoggedEvent> events, BatchFacts facts) {
        fill(LedgerKeys.ofSessions(Ledger.endingSessions(events)));
        BoundBatch boundBatch = ledger.bind(events, facts.openings(), ledgerState);
        fill(boundBatch.keys());
        Postings postings = ledger.post(boundBatch, facts, ledgerState);
        flows.addAll(postings.flows());
        postings.sessions().forEach(session -> sessions.put(session.id(), session));
        postings.holds().forEach(row -> holds.put(row.session(), row));
        poolEntries.addAll(postings.poolEntries());
        modelEntries.addAll(postings.modelEntries());
        anomalies.addAll(postings.anomalies());
        return postings;
    }

    /** Books are never emptied here, so what is missing has never existed, but for what a provider is owed. */
    private void fill(LedgerKeys ledgerKeys) {
        LedgerKeys missing = ledgerState.missing(ledgerKeys);
        missing.balances().forEach(address -> ledgerState.putBalances(address, Map.of()));
        missing.sessions().forEach(id -> ledgerState.putSession(id, Optional.empty()));
        missing.holders().forEach(user -> ledgerState.putHolds(user, List.of()));
        missing.grants().forEach(grant -> ledgerState.putDayBuckets(grant, Map.of()));
        missing.creditors().forEach(provider -> ledgerState.putCreditor(provider, sessionsOf(provider)));
    }

    private List<Session> sessionsOf(Address provider) {
        return sessions.values().stream()
                .filter(session -> session.facts().provider().equals(provider))
                .toList();
    }

    /** The newest balance of every account that a flow has touched. */
    public Map<Account, Wei> balances() {
        Map<Account, Wei> balances = new LinkedHashMap<>();
        for (Flow flow : flows) {
            balances.put(flow.from(), flow.fromAfter());
            balances.put(flow.to(), flow.toAfter());
        }
        return balances;
    }

    public Statement statement() {
        return new Statement(
                balances(), List.copyOf(sessions.values()), List.copyOf(holds.values()), poolEntries, modelEntries);
    }

    public List<Flow> flows() {
        return flows;
    }

    public List<Anomaly> anomalies() {
        return anomalies;
    }
}
