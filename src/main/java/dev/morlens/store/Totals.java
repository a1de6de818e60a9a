package dev.morlens.store;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Bucket;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What all addresses together have in each bucket, in wei. */
final class Totals {

    private Totals() {}

    static Map<Bucket, Wei> now(Handle handle) {
        String sums = BalanceRows.BUCKETS.stream()
                .map(column -> "sum(" + column + ") " + column)
                .collect(Collectors.joining(", "));
        return handle.createQuery("select " + sums + " from balances")
                .map(Values.row(Totals::read))
                .one();
    }

    private static Map<Bucket, Wei> read(Columns row) throws SQLException {
        Map<Bucket, Wei> totals = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            totals.put(bucket, row.wei(BalanceRows.column(bucket)));
        }
        return totals;
    }

    static Map<Bucket, Wei> at(Handle handle, long block) {
        Map<Bucket, Wei> totals = new EnumMap<>(Bucket.class);
        handle.createQuery("""
                        select bucket, sum(amount) total from (
                            select to_bucket bucket, amount from flows where block <= :block
                            union all select from_bucket, -amount from flows where block <= :block) moved
                        group by bucket
                        """)
                .bind("block", block)
                .map(Values.row(row -> Map.entry(Bucket.ofCode(row.int4("bucket")), row.wei("total"))))
                .forEach(total -> totals.put(total.getKey(), total.getValue()));
        return totals;
    }
}
