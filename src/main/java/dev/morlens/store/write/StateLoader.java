package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Loads what a batch is posted against, one query a kind whatever the number of keys. */
final class StateLoader {

    private final Handle handle;

    StateLoader(Handle handle) {
        this.handle = handle;
    }

    LoadedState load(LedgerKeys ledgerKeys) {
        return new LoadedState(
                balances(ledgerKeys.balances()),
                sessions(ledgerKeys.sessions()),
                holds(ledgerKeys.holders()),
                creditors(ledgerKeys.creditors()),
                dayBuckets(ledgerKeys.grants()));
    }

    private Map<Address, Map<Bucket, Wei>> balances(Set<Address> addresses) {
        Map<Address, Map<Bucket, Wei>> balances = new HashMap<>();
        if (!addresses.isEmpty()) {
            handle.createQuery("select * from balances where address = any(:addresses)")
                    .bind("addresses", SqlValues.addresses(addresses))
                    .map(SqlValues.row(row -> Map.entry(row.address("address"), RowReaders.balances(row))))
                    .forEach(entry -> balances.put(entry.getKey(), entry.getValue()));
        }
        return balances;
    }

    private Map<SessionId, Session> sessions(Set<SessionId> ids) {
        Map<SessionId, Session> sessions = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery(RowReaders.SESSIONS + "where s.session_id = any(:ids)")
                    .bind("ids", SqlValues.array(ids, id -> id.hash().bytes()))
                    .map(SqlValues.row(RowReaders::session))
                    .forEach(session -> sessions.put(session.id(), session));
        }
        return sessions;
    }

    private Map<Address, List<HoldRow>> holds(Set<Address> users) {
        Map<Address, List<HoldRow>> holds = new HashMap<>();
        if (!users.isEmpty()) {
            handle.createQuery(RowReaders.HOLDS
                            + "where h.user_address = any(:users) and h.withdrawn_block is null order by h.slot")
                    .bind("users", SqlValues.addresses(users))
                    .map(SqlValues.row(RowReaders::hold))
                    .forEach(row -> holds.computeIfAbsent(row.user(), user -> new ArrayList<>())
                            .add(row));
        }
        return holds;
    }

    private Map<Address, List<Session>> creditors(Set<Address> providers) {
        Map<Address, List<Session>> creditors = new HashMap<>();
        if (!providers.isEmpty()) {
            handle.createQuery(RowReaders.SESSIONS + """
                            where s.provider_address = any(:providers)
                                and (s.closed_block is null or s.provider_owed > 0)
                            order by s.opened_block, s.opened_log
                            """)
                    .bind("providers", SqlValues.addresses(providers))
                    .map(SqlValues.row(RowReaders::session))
                    .forEach(session -> creditors
                            .computeIfAbsent(session.facts().provider(), provider -> new ArrayList<>())
                            .add(session));
        }
        return creditors;
    }

    private Map<Grant, Map<Instant, Wei>> dayBuckets(Set<Grant> grants) {
        Map<Grant, Map<Instant, Wei>> buckets = new HashMap<>();
        if (grants.isEmpty()) {
            return buckets;
        }
        List<Grant> asked = List.copyOf(grants);
        handle.createQuery("""
                        select funder, hot, release_at, sum(held) held
                        from pool_entries
                        join unnest(:funders, :hots) as asked(funder, hot) using (funder, hot)
                        where release_at is not null
                        group by funder, hot, release_at
                        having sum(held) <> 0
                        """)
                .bind(
                        "funders",
                        SqlValues.addresses(asked.stream().map(Grant::funder).toList()))
                .bind("hots", SqlValues.addresses(asked.stream().map(Grant::hot).toList()))
                .map(SqlValues.row(row -> {
                    Grant grant = new Grant(row.address("funder"), row.address("hot"));
                    buckets.computeIfAbsent(grant, g -> new HashMap<>()).put(row.time("release_at"), row.wei("held"));
                    return grant;
                }))
                .list();
        return buckets;
    }
}
