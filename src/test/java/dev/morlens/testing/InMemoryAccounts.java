package dev.morlens.testing;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Account;
import dev.morlens.ledger.Anomaly;
import dev.morlens.ledger.BatchFacts;
import dev.morlens.ledger.Books;
import dev.morlens.ledger.Bound;
import dev.morlens.ledger.ClaimSearch;
import dev.morlens.ledger.Contracts;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Keys;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.ModelEntry;
import dev.morlens.ledger.PoolEntry;
import dev.morlens.ledger.Postings;
import dev.morlens.ledger.Session;
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
    private final Books books = new Books();
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
        fill(Keys.ofSessions(Ledger.endingSessions(events)));
        Bound bound = ledger.bind(events, openings, books);
        fill(bound.keys());
        return ledger.claims(bound, openings, books);
    }

    public Postings post(List<LoggedEvent> events, BatchFacts facts) {
        fill(Keys.ofSessions(Ledger.endingSessions(events)));
        Bound bound = ledger.bind(events, facts.openings(), books);
        fill(bound.keys());
        Postings postings = ledger.post(bound, facts, books);
        flows.addAll(postings.flows());
        postings.sessions().forEach(session -> sessions.put(session.id(), session));
        postings.holds().forEach(row -> holds.put(row.session(), row));
        poolEntries.addAll(postings.poolEntries());
        modelEntries.addAll(postings.modelEntries());
        anomalies.addAll(postings.anomalies());
        return postings;
    }

    /** Books are never emptied here, so what is missing has never existed, but for what a provider is owed. */
    private void fill(Keys keys) {
        Keys missing = books.missing(keys);
        missing.balances().forEach(address -> books.putBalances(address, Map.of()));
        missing.sessions().forEach(id -> books.putSession(id, Optional.empty()));
        missing.holders().forEach(user -> books.putHolds(user, List.of()));
        missing.grants().forEach(grant -> books.putDayBuckets(grant, Map.of()));
        missing.creditors().forEach(provider -> books.putCreditor(provider, sessionsOf(provider)));
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
