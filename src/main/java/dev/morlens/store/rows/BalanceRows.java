package dev.morlens.store.rows;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of the newest balances: one an address, with a column for each bucket. */
public final class BalanceRows {

    private static final Map<Bucket, String> COLUMN = Arrays.stream(Bucket.values())
            .collect(Collectors.toMap(
                    bucket -> bucket,
                    bucket -> bucket.name().toLowerCase(Locale.ROOT),
                    (a, b) -> a,
                    () -> new EnumMap<>(Bucket.class)));

    /** In the order of {@link Bucket}. */
    public static final List<String> BUCKETS = List.copyOf(COLUMN.values());

    public static final String COLUMNS = "first_block, last_block, address, " + String.join(", ", BUCKETS);

    /** What an address's flows in a batch left behind. */
    private static final class Row {
        private final Map<Bucket, Wei> after = new EnumMap<>(Bucket.class);
        private final long firstBlock;
        private long lastBlock;

        Row(long firstBlock) {
            this.firstBlock = firstBlock;
        }
    }

    private BalanceRows() {}

    /** The column of a bucket: named as the constant is. */
    public static String column(Bucket bucket) {
        return COLUMN.get(bucket);
    }

    public static CopyRows of(String table, List<Flow> flows) {
        Map<Address, Row> byAddress = new LinkedHashMap<>();
        for (Flow flow : flows) {
            put(byAddress, flow.from(), flow.fromAfter(), flow.block().number());
            put(byAddress, flow.to(), flow.toAfter(), flow.block().number());
        }
        CopyRows rows = new CopyRows(table, COLUMNS);
        byAddress.forEach((address, row) -> {
            rows.int8(row.firstBlock).int8(row.lastBlock).add(address);
            for (Bucket bucket : Bucket.values()) {
                rows.add(Optional.ofNullable(row.after.get(bucket)), CopyRows::add);
            }
            rows.end();
        });
        return rows;
    }

    private static void put(Map<Address, Row> byAddress, Account account, Wei after, long block) {
        Row row = byAddress.computeIfAbsent(account.owner(), owner -> new Row(block));
        row.after.put(account.bucket(), after);
        row.lastBlock = block;
    }

    /** For {@code on conflict}: a bucket that did not move keeps what it has. */
    public static String keepingOthers() {
        return BUCKETS.stream()
                .map(column -> column + " = coalesce(excluded." + column + ", balances." + column + ")")
                .collect(Collectors.joining(", "));
    }
}
