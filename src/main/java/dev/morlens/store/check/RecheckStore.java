package dev.morlens.store.check;

import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.store.db.Database;
import dev.morlens.store.db.LeaseLostException;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.db.WriterLease;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.SqlValues;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** How far blocks were asked about again, and what logs told again are held against. For the indexer's own thread. */
public final class RecheckStore {

    private final Database database;
    private final WriterLease writerLease;
    private final String schema;

    public RecheckStore(Database database, WriterLease writerLease, String schema) {
        this.database = database;
        this.writerLease = writerLease;
        this.schema = schema;
    }

    /** Empty before that began. */
    public Optional<RecheckState> looked() {
        return in(handle -> handle.createQuery("select * from recheck_progress")
                .map(SqlValues.row(RecheckStore::looked))
                .findOne());
    }

    private static RecheckState looked(ColumnReader row) throws SQLException {
        return new RecheckState(
                row.int8("history_checked_to"),
                row.optional("suspect_from", r -> new BlockRange(r.int8("suspect_from"), r.int8("suspect_to"))));
    }

    /** @throws LeaseLostException if another process writes this network now; nothing is written then */
    public void keep(RecheckState recheckState) {
        in(handle -> {
            writerLease.renew(handle);
            handle.createUpdate("""
                            insert into recheck_progress (history_checked_to, suspect_from, suspect_to) values (:to, :from, :until)
                            on conflict (one) do update set history_checked_to = excluded.history_checked_to,
                                suspect_from = excluded.suspect_from, suspect_to = excluded.suspect_to
                            """)
                    .bind("to", recheckState.to())
                    .bind("from", recheckState.doubted().map(BlockRange::first).orElse(null))
                    .bind("until", recheckState.doubted().map(BlockRange::last).orElse(null))
                    .execute();
            return null;
        });
    }

    /** The times at which blocks were here, from the oldest; none before the first was noted. */
    public List<FetchTime> fetched() {
        return in(handle -> handle.createQuery("""
                        select block, greatest(0, extract(epoch from now() - at))::bigint seconds from fetch_times order by at
                        """)
                .map(SqlValues.row(row -> new FetchTime(row.int8("block"), Duration.ofSeconds(row.int8("seconds")))))
                .list());
    }

    /**
     * Notes that all blocks up to this one are here now.
     *
     * @param enough older notes than this are one, the newest of them
     * @throws LeaseLostException if another process writes this network now; nothing is written then
     */
    public void fetched(long block, Duration enough) {
        in(handle -> {
            writerLease.renew(handle);
            handle.createUpdate("""
                            insert into fetch_times (at, block) values (now(), :block)
                            on conflict (at) do update set block = excluded.block
                            """).bind("block", block).execute();
            handle.createUpdate("""
                            delete from fetch_times where at < (select max(at) from fetch_times
                                where at <= now() - :seconds * interval '1 second')
                            """).bind("seconds", enough.toSeconds()).execute();
            return null;
        });
    }

    /** Which logs are kept of some blocks. */
    public StoredLogs kept(BlockRange range) {
        return in(handle -> {
            Map<Long, Hash> blocks = of(range, handle, "select number, hash from blocks where number")
                    .map(SqlValues.row(row -> Map.entry(row.int8("number"), row.hash("hash"))))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            Set<LogPosition> logs = new HashSet<>(of(range, handle, "select block, log_index from raw_logs where block")
                    .map(SqlValues.row(row -> new LogPosition(row.int8("block"), row.int4("log_index"))))
                    .list());
            return new StoredLogs(blocks, logs);
        });
    }

    private static Query of(BlockRange range, Handle handle, String select) {
        return handle.createQuery(select + " between :first and :last")
                .bind("first", range.first())
                .bind("last", range.last());
    }

    private <T> T in(Transactions.Work<T> work) {
        return Transactions.in(database.writing(), schema, work);
    }
}
