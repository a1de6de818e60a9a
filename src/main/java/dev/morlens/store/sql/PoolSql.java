package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.store.read.PoolTotal;
import dev.morlens.store.read.PoolTotal.PoolReleaseDay;
import dev.morlens.store.read.PoolTotal.Queued;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.SqlValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Sums up the pools of hot wallets. */
final class PoolSql {

    /** A withdrawal that joins one still waiting keeps its place; one that was paid in full begins anew. */
    private static final String QUEUE = """
            select hot, funder, sum(pending) amount from (
                select hot, funder, pending, block, log_index,
                    sum(pending) over (partition by hot, funder order by block, log_index, seq) - pending before
                from pool_entries where hot = any(:hots) and pending <> 0) e
            group by hot, funder having sum(pending) > 0
            order by hot, max(array[block, log_index]) filter (where before = 0)
            """;

    private final Handle handle;
    private final Collection<Address> hots;

    PoolSql(Handle handle, Collection<Address> hots) {
        this.handle = handle;
        this.hots = hots;
    }

    /** None for a wallet that nobody ever funded. */
    Map<Address, PoolTotal> read() {
        if (hots.isEmpty()) {
            return Map.of();
        }
        Map<Address, List<PoolReleaseDay>> days =
                lists("""
                select hot, release_at, sum(held) amount from pool_entries
                where hot = any(:hots) and release_at is not null
                group by hot, release_at having sum(held) > 0 order by hot, release_at
                """, row -> new PoolReleaseDay(row.time("release_at"), row.wei("amount")));
        Map<Address, List<Queued>> queues = lists(QUEUE, row -> new Queued(row.address("funder"), row.wei("amount")));
        Map<Address, PoolTotal> pools = new HashMap<>();
        handle.createQuery("""
                        select hot, sum(principal) + sum(pending) - sum(locked) free, sum(locked) locked
                        from pool_entries where hot = any(:hots) group by hot
                        """)
                .bind("hots", SqlValues.addresses(hots))
                .map(SqlValues.row(row -> new PoolTotal(
                        row.address("hot"),
                        row.wei("free"),
                        row.wei("locked"),
                        days.getOrDefault(row.address("hot"), List.of()),
                        queues.getOrDefault(row.address("hot"), List.of()))))
                .forEach(pool -> pools.put(pool.hot(), pool));
        return pools;
    }

    private <T> Map<Address, List<T>> lists(String sql, ColumnReader.Reader<T> reader) {
        Map<Address, List<T>> lists = new HashMap<>();
        handle.createQuery(sql)
                .bind("hots", SqlValues.addresses(hots))
                .map(SqlValues.row(row -> Map.entry(row.address("hot"), reader.read(row))))
                .forEach(entry -> lists.computeIfAbsent(entry.getKey(), hot -> new ArrayList<>())
                        .add(entry.getValue()));
        return lists;
    }
}
