package dev.morlens.store;

import dev.morlens.ledger.Keys;
import dev.morlens.ledger.Postings;
import dev.morlens.protocol.Network;
import java.util.Map;
import java.util.Optional;

/**
 * Derived tables made anew beside the live ones, from the stored logs, and then put in their place in one transaction.
 * Without {@link #swap} nothing that is served changes.
 */
public final class RebuildStore {

    private final Network network;
    private final Database database;
    private final String live;
    private final String beside;

    RebuildStore(Network network, Database database) {
        this.network = network;
        this.database = database;
        this.live = Schemas.of(network.name());
        this.beside = Schemas.rebuilding(network.name());
    }

    /** Empty tables, whatever an earlier rebuild left. */
    public void start() {
        Transactions.in(database.writing(), live, handle -> {
            handle.execute("drop schema if exists " + beside + " cascade");
            handle.execute("create schema " + beside);
            for (String table : Checksums.DERIVED) {
                handle.execute(
                        "create table " + beside + "." + table + " (like " + live + "." + table + " including all)");
            }
            return null;
        });
    }

    /** The next stored blocks above a height; empty at the end. */
    public Optional<RawChunk> after(long block, int logs) {
        return in(handle -> new RawReader(handle, network).after(block, logs));
    }

    public LoadedState load(Keys keys) {
        return in(handle -> new StateLoader(handle).load(keys));
    }

    public void append(Postings postings) {
        in(handle -> {
            new BatchWriter(handle).writeDerived(postings);
            return null;
        });
    }

    /** Of the tables beside. */
    public Map<String, String> checksums() {
        return in(Checksums::of);
    }

    /** Puts the new tables in the place of the live ones. */
    public void swap() {
        Transactions.in(database.writing(), live, handle -> {
            for (String table : Checksums.DERIVED) {
                handle.execute("drop table " + live + "." + table);
                handle.execute("alter table " + beside + "." + table + " set schema " + live);
            }
            handle.execute("drop schema " + beside);
            handle.execute("delete from audits");
            handle.createUpdate("update checkpoint set derivation_version = :version")
                    .bind("version", LedgerStore.DERIVATION_VERSION)
                    .execute();
            return null;
        });
    }

    /** Derived tables are found beside, everything else live. */
    private <T> T in(Transactions.Work<T> work) {
        return Transactions.in(database.writing(), beside + ", " + live, work);
    }
}
