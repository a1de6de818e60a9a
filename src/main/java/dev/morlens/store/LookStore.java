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
        return in(handle -> handle.createQuery("select looked_to, goes_on_at from looked_again")
                .map(Values.row(LookStore::looked))
                .findOne());
    }

    private static Looked looked(Columns row) throws SQLException {
        OptionalLong goesOnAt = row.has("goes_on_at") ? OptionalLong.of(row.int8("goes_on_at")) : OptionalLong.empty();
        return new Looked(row.int8("looked_to"), goesOnAt);
    }

    /** @throws LeaseLostException if another process writes this network now; nothing is written then */
    public void keep(Looked looked) {
        in(handle -> {
            lease.renew(handle);
            handle.createUpdate("""
                            insert into looked_again (looked_to, goes_on_at) values (:to, :at) on conflict (one)
                            do update set looked_to = excluded.looked_to, goes_on_at = excluded.goes_on_at
                            """)
                    .bind("to", looked.to())
                    .bind(
                            "at",
                            looked.goesOnAt().isPresent()
                                    ? (Long) looked.goesOnAt().getAsLong()
                                    : null)
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
