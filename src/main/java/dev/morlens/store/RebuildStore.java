package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.Keys;
import dev.morlens.ledger.Postings;
import dev.morlens.protocol.Network;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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

    private final Network network;
    private final Database database;
    private final Lease lease;
    private final Consumer<Landing> landings;
    private final String live;
    private final String beside;

    RebuildStore(Network network, Database database, Lease lease, Consumer<Landing> landings) {
        this.network = network;
        this.database = database;
        this.lease = lease;
        this.landings = landings;
        this.live = Schemas.of(network.name());
        this.beside = Schemas.rebuilding(network.name());
    }

    /** Empty tables, whatever an earlier rebuild left. */
    public void start() {
        Transactions.in(database.writing(), live, handle -> {
            lease.renew(handle);
            handle.execute("drop schema if exists " + beside + " cascade");
            handle.execute("create schema " + beside);
            for (String table : Checksums.REBUILT) {
                handle.execute(
                        "create table " + beside + "." + table + " (like " + live + "." + table + " including all)");
            }
            return null;
        });
    }

    /** The next stored blocks above a height; empty at the end. */
    public Optional<RawChunk> after(long block, int logs) {
        return Transactions.in(database.writing(), live, handle -> new RawReader(handle, network).after(block, logs));
    }

    public LoadedState load(Keys keys) {
        return in(handle -> new StateLoader(handle).load(keys));
    }

    public void append(Postings postings) {
        in(handle -> {
            BatchWriter writer = new BatchWriter(handle);
            writer.writeDerived(postings);
            writer.payouts(postings);
            lease.renew(handle);
            return null;
        });
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
            lease.renew(handle);
            handle.createQuery(CHANGED.formatted(live, beside))
                    .map((results, context) -> Address.of(results.getBytes(1)))
                    .forEach(changed::add);
            Checksums.REBUILT.forEach(table -> swap(handle, table));
            handle.execute("drop schema " + beside);
            handle.execute("delete from audits");
            return handle.createQuery(
                            "update checkpoint set derivation_version = :version returning number, hash, time")
                    .bind("version", version)
                    .map(Values.row(row -> row.block("number", "hash", "time")))
                    .one();
        });
        landings.accept(new Landing(network.name(), head, changed));
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
