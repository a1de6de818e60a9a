package dev.morlens.store.sql;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.rows.BalanceRows;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.SqlValues;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What all addresses together have in each bucket, in wei. */
public final class TotalsSql {

    private TotalsSql() {}

    public static Map<Bucket, Wei> now(Handle handle) {
        String sums = BalanceRows.BUCKETS.stream()
                .map(column -> "sum(" + column + ") " + column)
                .collect(Collectors.joining(", "));
        return handle.createQuery("select " + sums + " from balances")
                .map(SqlValues.row(TotalsSql::read))
                .one();
    }

    private static Map<Bucket, Wei> read(ColumnReader row) throws SQLException {
        Map<Bucket, Wei> totals = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            totals.put(bucket, row.wei(BalanceRows.column(bucket)));
        }
        return totals;
    }

    public static Map<Bucket, Wei> at(Handle handle, long block) {
        Map<Bucket, Wei> totals = new EnumMap<>(Bucket.class);
        handle.createQuery("""
                        select bucket, sum(amount) total from (
                            select to_bucket bucket, amount from flows where block <= :block
                            union all select from_bucket, -amount from flows where block <= :block) moved
                        group by bucket
                        """)
                .bind("block", block)
                .map(SqlValues.row(row -> Map.entry(Bucket.ofCode(row.int4("bucket")), row.wei("total"))))
                .forEach(total -> totals.put(total.getKey(), total.getValue()));
        return totals;
    }
}
