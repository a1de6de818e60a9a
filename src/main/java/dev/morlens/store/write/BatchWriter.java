package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.rows.BalanceRows;
import dev.morlens.store.rows.CopyRows;
import dev.morlens.store.rows.DerivedRows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes a batch by {@code COPY}: what is only ever added goes straight in, what changes goes through a table beside. */
final class BatchWriter {

    private final Handle handle;
    private final Connection connection;

    BatchWriter(Handle handle) {
        this.handle = handle;
        this.connection = handle.getConnection();
    }

    void writeRaw(BlockBatch batch, Address token) throws SQLException, IOException {
        RawRows.blocks(batch).send(connection);
        RawRows.logs(batch.logs(), token).send(connection);
        RawRows.facts(batch).send(connection);
        RawRows.closeouts(batch).send(connection);
        payouts(batch.postings());
    }

    void payouts(Postings postings) throws SQLException, IOException {
        RawRows.payouts(postings.payouts()).send(connection);
    }

    void writeDerived(Postings postings) throws SQLException, IOException {
        DerivedRows.flows(postings.flows()).send(connection);
        DerivedRows.poolEntries(postings.poolEntries()).send(connection);
        DerivedRows.modelEntries(postings.modelEntries()).send(connection);
        DerivedRows.anomalies(postings.anomalies()).send(connection);
        balances(postings.flows());
        sessions(postings.sessions());
        holds(postings.holds());
    }

    private void balances(List<Flow> flows) throws SQLException, IOException {
        if (!flows.isEmpty()) {
            CopyRows rows = BalanceRows.of("new_balances", flows);
            merge(
                    rows,
                    "balances",
                    BalanceRows.COLUMNS,
                    "address",
                    "last_block = excluded.last_block, " + BalanceRows.keepingOthers());
        }
    }

    private void sessions(List<Session> sessions) throws SQLException, IOException {
        if (!sessions.isEmpty()) {
            CopyRows rows = DerivedRows.sessions("new_sessions", sessions);
            merge(rows, "sessions", DerivedRows.SESSION_COLUMNS, "session_id", replacing(DerivedRows.SESSION_COLUMNS));
        }
    }

    void holds(List<HoldRow> holds) throws SQLException, IOException {
        if (!holds.isEmpty()) {
            CopyRows rows = DerivedRows.holds("new_holds", holds);
            merge(rows, "holds", DerivedRows.HOLD_COLUMNS, "session_id", replacing(DerivedRows.HOLD_COLUMNS));
        }
    }

    private void merge(CopyRows rows, String table, String columns, String key, String update)
            throws SQLException, IOException {
        handle.execute("create temporary table if not exists new_" + table + " (like " + table
                + " including defaults) on commit delete rows");
        rows.send(connection);
        handle.execute("insert into " + table + " (" + columns + ") select " + columns + " from new_" + table
                + " on conflict (" + key + ") do update set " + update);
    }

    private static String replacing(String columns) {
        return Arrays.stream(columns.split(", "))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
    }

    void checkpoint(BlockRef head, OptionalLong finalized, int derivationVersion) {
        handle.createUpdate("""
                        insert into checkpoint (number, time, finalized, derivation_version, hash)
                        values (:number, :time, :finalized, :version, :hash)
                        on conflict (one) do update set number = excluded.number, time = excluded.time,
                            finalized = greatest(checkpoint.finalized, excluded.finalized), hash = excluded.hash
                        """)
                .bind("number", head.number())
                .bind("time", head.time().getEpochSecond())
                .bind("finalized", finalized.isPresent() ? (Long) finalized.getAsLong() : null)
                .bind("version", derivationVersion)
                .bind("hash", head.hash())
                .execute();
    }
}
