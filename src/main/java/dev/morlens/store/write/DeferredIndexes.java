package dev.morlens.store.write;

import dev.morlens.store.db.Database;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.db.WriterLease;
import java.util.List;

/** The indexes that only readers need: a first backfill is faster without them. */
public final class DeferredIndexes {

    private final Database database;
    private final WriterLease writerLease;
    private final String schema;

    DeferredIndexes(Database database, WriterLease writerLease, String schema) {
        this.database = database;
        this.writerLease = writerLease;
        this.schema = schema;
    }

    /** Puts off the indexes that only readers need, until {@link #make}. For a store without a checkpoint. */
    public void defer() {
        List<String> names = in(handle -> {
            writerLease.renew(handle);
            ReaderIndexes indexes = new ReaderIndexes(handle);
            indexes.remember();
            return indexes.names();
        });
        names.forEach(name -> in(handle -> {
            writerLease.renew(handle);
            new ReaderIndexes(handle).drop(name);
            return null;
        }));
    }

    /** Makes what {@link #defer} put off, an index a transaction: all of them can take longer than the lease. */
    public void make() {
        List<String> names = in(handle -> new ReaderIndexes(handle).names());
        ReaderIndexes.makeAll(
                names,
                name -> in(handle -> {
                    new ReaderIndexes(handle).make(name);
                    // Last, because it locks the row that the other transaction renews as well.
                    writerLease.renew(handle);
                    return null;
                }));
    }

    private <T> T in(Transactions.Work<T> work) {
        return Transactions.in(database.writing(), schema, work);
    }
}
