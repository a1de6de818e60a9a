package dev.morlens.store.rows;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionFacts;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** How rows become our values, and the columns to select for them. */
public final class RowReaders {

    public static final String SESSIONS = """
            select s.*, ob.hash opened_hash, cb.hash closed_hash, cb.time closed_at
            from sessions s
            join blocks ob on ob.number = s.opened_block
            left join blocks cb on cb.number = s.closed_block
            """;

    /** With what the provider collected above {@code :horizon}. */
    public static final String PAST_SESSIONS = """
            select s.*, ob.hash opened_hash, cb.hash closed_hash, cb.time closed_at,
                (select sum(f.amount) from flows f
                    where f.session_id = s.session_id and f.kind = %d and f.block > :horizon) paid_later
            from sessions s
            join blocks ob on ob.number = s.opened_block
            left join blocks cb on cb.number = s.closed_block
            """.formatted(FlowKind.PROVIDER_PAID.code());

    public static final String HOLDS = """
            select h.*, cb.hash created_hash, cb.time created_time,
                wb.hash withdrawn_hash, wb.time withdrawn_time
            from holds h
            join blocks cb on cb.number = h.created_block
            left join blocks wb on wb.number = h.withdrawn_block
            """;

    private static final Bucket[] BUCKETS = Bucket.values();

    private RowReaders() {}

    public static Session session(ColumnReader row) throws SQLException {
        SessionFacts facts = new SessionFacts(
                row.session("session_id"),
                row.address("user_address"),
                row.address("provider_address"),
                row.hash("model_id"),
                row.hash("bid_id"),
                row.wei("price_per_second"),
                row.wei("facts_stake"),
                row.truth("direct_payment"),
                row.time("opened_at"),
                row.time("ends_at"),
                row.optional(
                        "closeout_at", r -> new SessionFacts.Closeout(r.time("closeout_at"), r.int4("closeout_type"))));
        Posting opened = posting(row, "opened", "opened_at");
        return new Session(
                facts,
                row.wei("stake"),
                Session.StakeSource.ofCode(row.int4("funded_by")),
                opened,
                row.optional("closed_block", RowReaders::closing),
                row.wei("provider_paid"));
    }

    private static Session.Closing closing(ColumnReader row) throws SQLException {
        return new Session.Closing(
                posting(row, "closed", "closed_at"),
                Session.EndedBy.ofCode(row.int4("ended_by")),
                row.wei("returned"),
                row.wei("held"));
    }

    public static HoldRow hold(ColumnReader row) throws SQLException {
        Optional<Posting> withdrawn = row.optional("withdrawn_block", r -> posting(r, "withdrawn", "withdrawn_time"));
        return new HoldRow(
                row.session("session_id"),
                row.address("user_address"),
                row.wei("amount"),
                row.time("release_at"),
                posting(row, "created", "created_time"),
                integer(row, "slot"),
                withdrawn,
                integer(row, "withdrawn_order"));
    }

    private static Posting posting(ColumnReader row, String prefix, String time) throws SQLException {
        return new Posting(
                row.block(prefix + "_block", prefix + "_hash", time),
                row.int4(prefix + "_log"),
                row.hash(prefix + "_tx"));
    }

    private static OptionalInt integer(ColumnReader row, String name) throws SQLException {
        return row.has(name) ? OptionalInt.of(row.int4(name)) : OptionalInt.empty();
    }

    /** From the columns of {@code flows}, and {@code hash} and {@code time} of its block. */
    public static Flow flow(ColumnReader row) throws SQLException {
        return new Flow(
                row.block("block", "hash", "time"),
                row.int4("log_index"),
                row.int4("seq"),
                row.hash("tx_hash"),
                FlowKind.ofCode(row.int4("kind")),
                new Account(row.address("from_address"), Bucket.ofCode(row.int4("from_bucket"))),
                new Account(row.address("to_address"), Bucket.ofCode(row.int4("to_bucket"))),
                row.wei("amount"),
                row.wei("from_after"),
                row.wei("to_after"),
                row.optional("session_id", r -> r.session("session_id")));
    }

    /** The buckets of a row of {@code balances} that are not 0. */
    public static Map<Bucket, Wei> balances(ColumnReader row) throws SQLException {
        Map<Bucket, Wei> amounts = new EnumMap<>(Bucket.class);
        for (Bucket bucket : BUCKETS) {
            Wei amount = row.wei(BalanceRows.column(bucket));
            if (!amount.isZero()) {
                amounts.put(bucket, amount);
            }
        }
        return amounts;
    }

    /** The last block that is wholly written. */
    public static Optional<BlockRef> checkpoint(Handle handle) {
        return handle.createQuery("select number, hash, time from checkpoint")
                .map(SqlValues.row(row -> row.block("number", "hash", "time")))
                .findOne();
    }
}
