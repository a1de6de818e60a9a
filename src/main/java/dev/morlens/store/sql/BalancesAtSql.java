package dev.morlens.store.sql;

import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.rows.BalanceRows;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The balances of an address at a block as columns of a query: those that the newest flow up to it left behind. */
final class BalancesAtSql {

    private BalancesAtSql() {}

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
        String name = BalanceRows.column(bucket);
        return "case when " + row + "." + name + " is not null then (select after from ("
                + newest("from", bucket, row, block) + " union all " + newest("to", bucket, row, block) + ") newest"
                + " order by block desc, log_index desc, seq desc limit 1) end " + name;
    }

    /** The height of the newest flow of an address up to a block; null if there is none. */
    static String lastBlock(String address, String block) {
        return "greatest((select block from " + last("from", address, block) + " left_), (select block from "
                + last("to", address, block) + " came))";
    }

    private static String last(String side, String address, String block) {
        return "(select block from flows where " + from(side, address, block) + order(side) + ")";
    }

    private static String newest(String side, Bucket bucket, String row, String block) {
        boolean wallet = bucket == Bucket.WALLET;
        String where = wallet
                ? from(side, row + ".address", block)
                : side + "_address = " + row + ".address and block <= " + block;
        return "(select block, log_index, seq, " + side + "_after after from flows where " + where + " and " + side
                + "_bucket = " + bucket.code() + order(side) + ")";
    }

    /**
     * Worded so that only the index by address gives the order: for an address with many flows the planner would walk all
     * flows of everybody backwards instead, for each of which there may be millions to skip.
     */
    private static String from(String side, String address, String block) {
        return "(" + side + "_address, block) <= (" + address + ", " + block + ") and " + side + "_address >= "
                + address;
    }

    private static String order(String side) {
        return " order by " + side + "_address desc, block desc, log_index desc, seq desc limit 1";
    }
}
