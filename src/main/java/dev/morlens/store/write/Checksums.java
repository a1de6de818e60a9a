package dev.morlens.store.write;

import dev.morlens.store.rows.BalanceRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** A checksum of each derived table's whole content, whatever the order of its rows on disk. */
final class Checksums {

    /** The derived tables: what a rebuild makes anew. */
    static final List<String> DERIVED =
            List.of("flows", "balances", "sessions", "holds", "pool_entries", "model_entries", "anomalies");

    /** What a rebuild makes anew besides: what outflows were found to be. */
    static final List<String> REBUILT =
            Stream.concat(DERIVED.stream(), Stream.of("payout_facts")).toList();

    private Checksums() {}

    static Map<String, String> of(Handle handle) {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String table : DERIVED) {
            sums.put(
                    table,
                    handle.createQuery("select coalesce(md5(string_agg(r, '|' order by r)), 'empty') from (select "
                                    + row(table) + " r from " + table + " t) rows")
                            .mapTo(String.class)
                            .one());
        }
        return sums;
    }

    /** A bucket that moved and came back to nothing is the same as one that never moved. */
    private static String row(String table) {
        if (!table.equals("balances")) {
            return "t::text";
        }
        String buckets = BalanceRows.BUCKETS.stream()
                .map(column -> "coalesce(" + column + ", 0)")
                .collect(Collectors.joining(", "));
        return "row(address, first_block, last_block, " + buckets + ")::text";
    }
}
