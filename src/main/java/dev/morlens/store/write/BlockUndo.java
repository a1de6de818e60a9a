package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.book.HoldArray;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.store.rows.BalanceRows;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Takes back every block above a fork, so that the tables are as they were at it. */
final class BlockUndo {

    private static final List<String> ADDED_ONLY = List.of(
            "raw_logs where block",
            "session_closeouts where closed_block",
            "payout_facts where block",
            "session_facts where opened_block",
            "flows where block",
            "pool_entries where block",
            "model_entries where block",
            "anomalies where block",
            "audits where block",
            "blocks where number");

    private final Handle handle;
    private final long fork;

    BlockUndo(Handle handle, BlockRef ancestor) {
        this.handle = handle;
        this.fork = ancestor.number();
    }

    /** The addresses whose accounts, sessions, holds or audits changed. */
    Set<Address> run() throws SQLException, IOException {
        Set<Address> touched = new HashSet<>(addresses("""
                select from_address from flows where block > :fork union select to_address from flows where block > :fork
                union select user_address from sessions where opened_block > :fork or closed_block > :fork
                union select provider_address from sessions where opened_block > :fork or closed_block > :fork
                union select address from audits where block > :fork
                """));
        Set<Address> holders = new HashSet<>(
                addresses("select user_address from holds where created_block > :fork or withdrawn_block > :fork"));
        payments();
        sessions();
        balances();
        holds(holders);
        for (String rows : ADDED_ONLY) {
            update("delete from " + rows + " > :fork");
        }
        recheckProgress();
        touched.addAll(holders);
        return touched;
    }

    private void payments() {
        handle.createUpdate("""
                        update sessions s
                        set provider_paid = provider_paid - f.paid, provider_owed = provider_owed + f.paid
                        from (select session_id, sum(amount) paid from flows
                            where block > :fork and kind = :kind and session_id is not null group by session_id) f
                        where s.session_id = f.session_id
                        """)
                .bind("fork", fork)
                .bind("kind", FlowKind.PROVIDER_PAID.code())
                .execute();
    }

    private void sessions() {
        update("delete from sessions where opened_block > :fork");
        update("""
                update sessions s set closed_block = null, closed_log = null, closed_tx = null, ended_by = null,
                    returned = null, held = null, provider_owed = null,
                    closeout_at = f.closeout_at, closeout_type = f.closeout_type
                from session_facts f
                where s.closed_block > :fork and f.session_id = s.session_id and f.opened_block = s.opened_block
                """);
    }

    private void balances() {
        update("delete from balances where first_block > :fork");
        String sums = Arrays.stream(Bucket.values())
                .map(bucket -> "coalesce(sum(amount) filter (where bucket = " + bucket.code() + "), 0) "
                        + BalanceRows.column(bucket))
                .collect(Collectors.joining(", "));
        String restored = BalanceRows.BUCKETS.stream()
                .map(column -> column + " = b." + column + " - d." + column)
                .collect(Collectors.joining(", "));
        update("with d as (select address, " + sums + " from ("
                + " select to_address address, to_bucket bucket, amount from flows where block > :fork"
                + " union all select from_address, from_bucket, -amount from flows where block > :fork) f"
                + " group by address)"
                + " update balances b set " + restored + ", last_block = greatest("
                + " (select max(block) from flows where from_address = b.address and block <= :fork),"
                + " (select max(block) from flows where to_address = b.address and block <= :fork))"
                + " from d where d.address = b.address");
    }

    /** The array's order is found again from all that was pushed and withdrawn up to the fork. */
    private void holds(Set<Address> holders) throws SQLException, IOException {
        update("delete from holds where created_block > :fork");
        update("""
                update holds set withdrawn_block = null, withdrawn_log = null, withdrawn_order = null,
                    withdrawn_tx = null
                where withdrawn_block > :fork
                """);
        if (holders.isEmpty()) {
            return;
        }
        Map<Address, List<HoldRow>> rows = handle.createQuery(RowReaders.HOLDS + "where user_address = any(:users)")
                .bind("users", SqlValues.addresses(holders))
                .map(SqlValues.row(RowReaders::hold))
                .collect(Collectors.groupingBy(HoldRow::user));
        List<HoldRow> placed = new ArrayList<>();
        rows.values().forEach(all -> placed.addAll(HoldArray.replay(all)));
        new BatchWriter(handle).holds(placed);
    }

    /** What is fetched again is as new. */
    private void recheckProgress() {
        update("""
                update recheck_progress set history_checked_to = least(history_checked_to, :fork),
                    suspect_from = case when suspect_from <= :fork then suspect_from end,
                    suspect_to = case when suspect_from <= :fork then least(suspect_to, :fork) end
                """);
        update("update fetch_times set block = least(block, :fork)");
    }

    private List<Address> addresses(String query) {
        return handle.createQuery(query)
                .bind("fork", fork)
                .map((results, context) -> Address.of(results.getBytes(1)))
                .list();
    }

    private void update(String statement) {
        handle.createUpdate(statement).bind("fork", fork).execute();
    }
}
