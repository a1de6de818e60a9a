package dev.morlens.store;

import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** How far blocks were asked about again, and what logs told again are held against. For the indexer's own thread. */
public final class LookStore {

    private final Database database;
    private final Lease lease;
    private final String schema;

    LookStore(Database database, Lease lease, String schema) {
        this.database = database;
        this.lease = lease;
        this.schema = schema;
    }

    /** Empty before that began. */
    public Optional<Looked> looked() {
        return in(handle -> handle.createQuery("select * from looked_again")
                .map(Values.row(LookStore::looked))
                .findOne());
    }

    private static Looked looked(Columns row) throws SQLException {
        return new Looked(
                row.int8("looked_to"),
                row.int8("due_to"),
                row.has("goes_on_at") ? OptionalLong.of(row.int8("goes_on_at")) : OptionalLong.empty(),
                row.optional("doubted_from", r -> new BlockRange(r.int8("doubted_from"), r.int8("doubted_to"))));
    }

    /** @throws LeaseLostException if another process writes this network now; nothing is written then */
    public void keep(Looked looked) {
        in(handle -> {
            lease.renew(handle);
            handle.createUpdate("""
                            insert into looked_again (looked_to, due_to, goes_on_at, doubted_from, doubted_to)
                            values (:to, :due, :at, :from, :until)
                            on conflict (one) do update set looked_to = excluded.looked_to, due_to = excluded.due_to,
                                goes_on_at = excluded.goes_on_at, doubted_from = excluded.doubted_from,
                                doubted_to = excluded.doubted_to
                            """)
                    .bind("to", looked.to())
                    .bind("due", looked.dueTo())
                    .bind("at", looked.goesOnAt().stream().boxed().findFirst().orElse(null))
                    .bind("from", looked.doubted().map(BlockRange::first).orElse(null))
                    .bind("until", looked.doubted().map(BlockRange::last).orElse(null))
                    .execute();
            return null;
        });
    }

    /** Which logs are kept of some blocks. */
    public KeptLogs kept(BlockRange range) {
        return in(handle -> {
            Map<Long, Hash> blocks = of(range, handle, "select number, hash from blocks where number")
                    .map(Values.row(row -> Map.entry(row.int8("number"), row.hash("hash"))))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            Set<LogPosition> logs = new HashSet<>(of(range, handle, "select block, log_index from raw_logs where block")
                    .map(Values.row(row -> new LogPosition(row.int8("block"), row.int4("log_index"))))
                    .list());
            return new KeptLogs(blocks, logs);
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
