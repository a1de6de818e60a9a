package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.Database;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.db.WriterLease;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.rows.SqlValues;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Derived tables made anew beside the live ones, from the stored logs, and then put in their place in one transaction.
 * Without {@link #swap} nothing that is served changes.
 */
public final class RebuildStore {

    private static final String CHANGED = """
            select user_address from %1$s.sessions l full join %2$s.sessions b using (session_id, user_address)
                where l is distinct from b
            union select provider_address from %1$s.sessions l full join %2$s.sessions b using (session_id, provider_address)
                where l is distinct from b
            union select address from %1$s.balances l full join %2$s.balances b using (address) where l is distinct from b
            """;

    private static final String ADVANCE = """
            with before as (delete from progress returning logs)
            insert into progress (version, block, hash, logs)
            select :version, number, hash, coalesce((select sum(logs) from before), 0) + :logs
            from blocks where number = :block
            """;

    /** Where a block was taken back and fetched again, its hash is the same, but it has more logs. */
    private static final String RESUMABLE = """
            select p.block from progress p join blocks b on b.number = p.block and b.hash = p.hash
            where p.version = :version and p.logs = (select count(*) from raw_logs where block <= p.block)
            """;

    private final Network network;
    private final Database database;
    private final WriterLease writerLease;
    private final Consumer<HeadChanged> landings;
    private final String live;
    private final String beside;
    private Optional<Boolean> wereAsked = Optional.empty();

    RebuildStore(Network network, Database database, WriterLease writerLease, Consumer<HeadChanged> landings) {
        this.network = network;
        this.database = database;
        this.writerLease = writerLease;
        this.landings = landings;
        this.live = Schemas.of(network.name());
        this.beside = Schemas.rebuilding(network.name());
    }

    /** Empty tables, whatever an earlier rebuild left. */
    public void start() {
        wereAsked = Optional.empty();
        Transactions.in(database.writing(), live, handle -> {
            writerLease.renew(handle);
            handle.execute("drop schema if exists " + beside + " cascade");
            handle.execute("create schema " + beside);
            for (String table : Checksums.REBUILT) {
                handle.execute(
                        "create table " + beside + "." + table + " (like " + live + "." + table + " including all)");
            }
            handle.execute("create table " + beside + ".progress"
                    + " (version integer not null, block bigint not null, hash bytea not null, logs bigint not null)");
            return null;
        });
    }

    /**
     * The last block that is derived beside by these rules, if a derivation that was broken off can go on; empty if there is
     * none, or the logs that it read are not the stored ones any more.
     */
    public OptionalLong resumable(int version) {
        return in(handle -> {
            boolean isKept = handle.createQuery("select to_regclass(:table) is not null")
                    .bind("table", beside + ".progress")
                    .mapTo(Boolean.class)
                    .one();
            return isKept
                    ? handle.createQuery(RESUMABLE).bind("version", version).mapTo(Long.class).stream()
                            .mapToLong(block -> block)
                            .findFirst()
                    : OptionalLong.empty();
        });
    }

    /** The next stored blocks above a height; empty at the end. */
    public Optional<RawChunk> after(long block, int logs) {
        return Transactions.in(database.writing(), live, handle -> {
            if (wereAsked.isEmpty()) {
                wereAsked = Optional.of(RawLogReader.wereAsked(handle));
            }
            return new RawLogReader(handle, network, wereAsked.get()).after(block, logs);
        });
    }

    public LoadedState load(LedgerKeys ledgerKeys) {
        return in(handle -> new StateLoader(handle).load(ledgerKeys));
    }

    public void append(Postings postings) {
        in(handle -> {
            write(handle, postings);
            return null;
        });
    }

    /** The same, so that it can be gone on with: {@link #resumable}. */
    public void append(Postings postings, RawChunk chunk, int version) {
        in(handle -> {
            write(handle, postings);
            handle.createUpdate(ADVANCE)
                    .bind("version", version)
                    .bind("block", chunk.lastBlock())
                    .bind("logs", chunk.logs().size())
                    .execute();
            return null;
        });
    }

    private void write(Handle handle, Postings postings) throws SQLException, IOException {
        BatchWriter writer = new BatchWriter(handle);
        writer.writeDerived(postings);
        writer.payouts(postings);
        writerLease.renew(handle);
    }

    /** Of the tables beside. */
    public Map<String, String> checksums() {
        return in(Checksums::of);
    }

    /**
     * Puts the new tables in the place of the live ones, and tells whose accounts read differently.
     *
     * @param version of the rules that they were derived by
     */
    public void swap(int version) {
        Set<Address> changed = new HashSet<>();
        BlockRef head = Transactions.in(database.writing(), live, handle -> {
            writerLease.renew(handle);
            handle.createQuery(CHANGED.formatted(live, beside))
                    .map((results, context) -> Address.of(results.getBytes(1)))
                    .forEach(changed::add);
            Checksums.REBUILT.forEach(table -> swap(handle, table));
            handle.execute("drop schema " + beside + " cascade");
            handle.execute("delete from audits");
            return handle.createQuery(
                            "update checkpoint set derivation_version = :version returning number, hash, time")
                    .bind("version", version)
                    .map(SqlValues.row(row -> row.block("number", "hash", "time")))
                    .one();
        });
        landings.accept(new HeadChanged(network.name(), head, changed));
    }

    /** With the names that indexes had, by which they are found again. */
    private void swap(Handle handle, String table) {
        Map<String, String> names = indexes(handle, live, table);
        handle.execute("drop table " + live + "." + table);
        handle.execute("alter table " + beside + "." + table + " set schema " + live);
        indexes(handle, live, table).forEach((definition, name) -> {
            String before = names.get(definition);
            if (before != null && !before.equals(name)) {
                handle.execute("alter index " + live + "." + name + " rename to " + before);
            }
        });
    }

    /** Their names by what they are. */
    private static Map<String, String> indexes(Handle handle, String schema, String table) {
        return handle.createQuery("""
                        select substring(indexdef from '^CREATE (?:UNIQUE )?INDEX') || substring(indexdef from ' USING .*')
                            definition, indexname
                        from pg_indexes where schemaname = :schema and tablename = :table
                        """)
                .bind("schema", schema)
                .bind("table", table)
                .map((results, context) -> Map.entry(results.getString(1), results.getString(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
    }

    /** Derived tables are found beside, everything else live. */
    private <T> T in(Transactions.Work<T> work) {
        return Transactions.in(database.writing(), beside + ", " + live, work);
    }
}
