package dev.morlens.store;

import dev.morlens.ledger.Bucket;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The balances of an address at a block as columns of a query: those that the newest flow up to it left behind. */
final class BalancesAt {

    private BalancesAt() {}

    /**
     * A column for each bucket, named as in {@code balances}. A bucket that never moved costs nothing.
     *
     * @param row the alias of the address's row of {@code balances}
     * @param block an expression: the block's number
     */
    static String columns(String row, String block) {
        return Arrays.stream(Bucket.values())
                .map(bucket -> column(bucket, row, block))
                .collect(Collectors.joining(",\n"));
    }

    private static String column(Bucket bucket, String row, String block) {
        String name = BalanceRows.BUCKETS.get(bucket.ordinal());
        return "case when " + row + "." + name + " is not null then (select after from ("
                + newest("from", bucket, row, block) + " union all " + newest("to", bucket, row, block) + ") newest"
                + " order by block desc, log_index desc, seq desc limit 1) end " + name;
    }

    private static String newest(String side, Bucket bucket, String row, String block) {
        return "(select block, log_index, seq, " + side + "_after after from flows"
                + " where " + side + "_address = " + row + ".address and " + side + "_bucket = " + bucket.ordinal()
                + " and block <= " + block + " order by block desc, log_index desc, seq desc limit 1)";
    }
}
