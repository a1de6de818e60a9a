package dev.morlens.store.check;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What the index claims of some addresses, all of it at one block.
 *
 * @param block the checkpoint that it holds at
 */
public record AuditedFiguresReader(BlockRef block, List<AuditedFigures> claims) {

    public static final int MOST_OWING = 500;
    public static final int OTHERS = 8;

    private static final String OWING = """
            and (closed_block is null or provider_owed > 0)
            and (closed_block is not null or provider_paid > 0 or ends_at <= :now)
            """;

    public static final String PAID = """
            select asked.address provider, s.session_id, s.provider_paid
            from unnest(:addresses) as asked(address) cross join lateral (%s union %s) s
            """.formatted(inTurn(OWING, ":owing"), inTurn("", ":others"));

    public static AuditedFiguresReader read(Handle handle, BlockRef block, Collection<Address> addresses) {
        Map<Address, Map<Bucket, Wei>> balances = balances(handle, addresses);
        Map<Address, List<StoredHold>> holds = holds(handle, addresses);
        Map<Address, List<SessionId>> open = open(handle, addresses);
        Map<Address, Long> sessions = sessions(handle, addresses);
        Map<Address, Map<SessionId, Wei>> paid = paid(handle, block, addresses);
        return new AuditedFiguresReader(
                block,
                addresses.stream()
                        .distinct()
                        .map(address -> new AuditedFigures(
                                address,
                                balances.getOrDefault(address, Map.of()),
                                holds.getOrDefault(address, List.of()),
                                open.getOrDefault(address, List.of()),
                                sessions.getOrDefault(address, 0L),
                                paid.getOrDefault(address, Map.of())))
                        .toList());
    }

    /** From a place in the order of the ids on, and round to it again: each way an index ends at the limit. */
    private static String inTurn(String condition, String most) {
        return """
                (select session_id, provider_paid from (
                    (select session_id, provider_paid from sessions
                        where provider_address = asked.address and session_id >= :turn %1$s
                        order by session_id limit %2$s)
                    union all
                    (select session_id, provider_paid from sessions
                        where provider_address = asked.address and session_id < :turn %1$s
                        order by session_id limit %2$s)) s
                    order by session_id < :turn, session_id limit %2$s)
                """.formatted(condition, most);
    }

    private static Map<Address, Map<Bucket, Wei>> balances(Handle handle, Collection<Address> addresses) {
        Map<Address, Map<Bucket, Wei>> balances = new HashMap<>();
        handle.createQuery("select * from balances where address = any(:addresses)")
                .bind("addresses", SqlValues.addresses(addresses))
                .map(SqlValues.row(row -> Map.entry(row.address("address"), RowReaders.balances(row))))
                .forEach(entry -> balances.put(entry.getKey(), entry.getValue()));
        return balances;
    }

    private static Map<Address, List<StoredHold>> holds(Handle handle, Collection<Address> addresses) {
        Map<Address, List<StoredHold>> holds = new HashMap<>();
        handle.createQuery("""
                        select user_address, amount, release_at from holds
                        where user_address = any(:addresses) and withdrawn_block is null order by slot
                        """)
                .bind("addresses", SqlValues.addresses(addresses))
                .map(SqlValues.row(row -> Map.entry(
                        row.address("user_address"), new StoredHold(row.wei("amount"), row.time("release_at")))))
                .forEach(entry -> holds.computeIfAbsent(entry.getKey(), user -> new ArrayList<>())
                        .add(entry.getValue()));
        return holds;
    }

    private static Map<Address, List<SessionId>> open(Handle handle, Collection<Address> addresses) {
        Map<Address, List<SessionId>> open = new HashMap<>();
        handle.createQuery("""
                        select user_address, session_id from sessions
                        where user_address = any(:addresses) and closed_block is null and funded_by = :wallet
                        """)
                .bind("wallet", Session.StakeSource.WALLET.code())
                .bind("addresses", SqlValues.addresses(addresses))
                .map(SqlValues.row(row -> Map.entry(row.address("user_address"), row.session("session_id"))))
                .forEach(entry -> open.computeIfAbsent(entry.getKey(), user -> new ArrayList<>())
                        .add(entry.getValue()));
        return open;
    }

    private static Map<Address, Long> sessions(Handle handle, Collection<Address> addresses) {
        Map<Address, Long> sessions = new HashMap<>();
        handle.createQuery("""
                        select user_address, count(*) n from sessions
                        where user_address = any(:addresses) group by user_address
                        """)
                .bind("addresses", SqlValues.addresses(addresses))
                .map(SqlValues.row(row -> Map.entry(row.address("user_address"), row.int8("n"))))
                .forEach(entry -> sessions.put(entry.getKey(), entry.getValue()));
        return sessions;
    }

    /**
     * A claim that was booked to the wrong session shows at the one that it was for: the index takes that for owing. The others
     * are looked at in turn, beginning at another place at each block.
     */
    private static Map<Address, Map<SessionId, Wei>> paid(
            Handle handle, BlockRef block, Collection<Address> addresses) {
        Map<Address, Map<SessionId, Wei>> paid = new HashMap<>();
        handle.createQuery(PAID)
                .bind("addresses", SqlValues.addresses(addresses))
                .bind("now", block.time().getEpochSecond())
                .bind("turn", block.hash())
                .bind("owing", MOST_OWING)
                .bind("others", OTHERS)
                .map(SqlValues.row(row -> Map.entry(
                        row.address("provider"), Map.entry(row.session("session_id"), row.wei("provider_paid")))))
                .forEach(entry -> paid.computeIfAbsent(entry.getKey(), provider -> new HashMap<>())
                        .put(entry.getValue().getKey(), entry.getValue().getValue()));
        return paid;
    }
}
