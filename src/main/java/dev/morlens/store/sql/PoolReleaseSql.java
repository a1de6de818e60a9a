package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.store.read.PoolDay;
import dev.morlens.store.rows.SqlValues;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Finds when pools freed what they had held. */
final class PoolReleaseSql {

    private PoolReleaseSql() {}

    /** Up to a block; none for a day that is still held. */
    static Map<PoolDay, Posting> of(Handle handle, Collection<PoolDay> days, long horizon) {
        if (days.isEmpty()) {
            return Map.of();
        }
        Set<Address> hots = Set.copyOf(days.stream().map(PoolDay::hot).toList());
        List<Long> times = days.stream()
                .map(day -> day.releaseAt().getEpochSecond())
                .distinct()
                .toList();
        Map<PoolDay, Posting> found = new HashMap<>();
        handle.createQuery("""
                        select distinct on (e.hot, e.release_at)
                            e.hot, e.release_at, e.block, e.log_index, e.tx_hash, b.hash, b.time
                        from pool_entries e join blocks b on b.number = e.block
                        where e.held < 0 and e.hot = any(:hots) and e.release_at = any(:times) and e.block <= :horizon
                        order by e.hot, e.release_at, e.block, e.log_index
                        """)
                .bind("hots", SqlValues.addresses(hots))
                .bindArray("times", Long.class, times)
                .bind("horizon", horizon)
                .map(SqlValues.row(row -> Map.entry(
                        new PoolDay(row.address("hot"), row.time("release_at")),
                        new Posting(row.block("block", "hash", "time"), row.int4("log_index"), row.hash("tx_hash")))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }
}
