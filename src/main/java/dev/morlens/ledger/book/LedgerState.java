package dev.morlens.ledger.book;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of the accounts that batches are posted against: what has been put in, and what was posted since. Whatever was
 * never put in is unknown, and asking for it is an error, so that a forgotten look-up cannot pass for a zero.
 */
public final class LedgerState {

    private final Map<Address, Map<Bucket, Wei>> balances = new HashMap<>();
    private final Map<SessionId, Optional<Session>> sessions = new HashMap<>();
    private final Map<Address, HoldArray> holds = new HashMap<>();
    private final Map<Address, Map<SessionId, Session>> creditors = new HashMap<>();
    private final Map<Grant, NavigableMap<Instant, Wei>> dayBuckets = new HashMap<>();

    /** Every balance of an address, in wei; buckets left out are 0. */
    public void putBalances(Address address, Map<Bucket, Wei> amounts) {
        Map<Bucket, Wei> copy = new EnumMap<>(Bucket.class);
        copy.putAll(amounts);
        balances.put(address, copy);
    }

    /** A session, or that there is none of that id. */
    public void putSession(SessionId id, Optional<Session> session) {
        sessions.put(id, session);
    }

    /** All rows of a user that are on hold, in slot order. */
    public void putHolds(Address user, List<HoldRow> live) {
        holds.put(user, new HoldArray(live));
    }

    /** All sessions of a provider that still owe it something, oldest first. */
    public void putCreditor(Address provider, List<Session> owing) {
        Map<SessionId, Session> byId = new LinkedHashMap<>();
        owing.forEach(session -> byId.put(session.id(), session));
        creditors.put(provider, byId);
    }

    /** What waits in a grant's day buckets, by release, in wei. */
    public void putDayBuckets(Grant grant, Map<Instant, Wei> held) {
        dayBuckets.put(grant, new TreeMap<>(held));
    }

    /** Those of the keys that have not been put in yet. */
    public LedgerKeys missing(LedgerKeys ledgerKeys) {
        return ledgerKeys.without(
                balances.keySet(), sessions.keySet(), holds.keySet(), creditors.keySet(), dayBuckets.keySet());
    }

    /** How many things are held: a measure of memory. */
    public int size() {
        int rows = holds.values().stream().mapToInt(HoldArray::size).sum();
        return balances.size() + sessions.size() + rows + creditors.size() + dayBuckets.size();
    }

    public Wei balance(Account account) {
        return known(balances, account.owner()).getOrDefault(account.bucket(), Wei.ZERO);
    }

    public void setBalance(Account account, Wei amount) {
        known(balances, account.owner()).put(account.bucket(), amount);
    }

    public Optional<Session> session(SessionId id) {
        return known(sessions, id);
    }

    boolean knows(SessionId id) {
        return sessions.containsKey(id);
    }

    public void setSession(Session session) {
        sessions.put(session.id(), Optional.of(session));
        Map<SessionId, Session> owing = creditors.get(session.facts().provider());
        if (owing == null) {
            return;
        }
        if (session.isPaidUp()) {
            owing.remove(session.id());
        } else {
            owing.put(session.id(), session);
        }
    }

    public HoldArray holds(Address user) {
        return known(holds, user);
    }

    public List<Session> owing(Address provider) {
        return List.copyOf(known(creditors, provider).values());
    }

    public NavigableMap<Instant, Wei> dayBuckets(Grant grant) {
        return known(dayBuckets, grant);
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the books were asked for " + key + ", which was never put in");
        }
        return value;
    }
}
