package dev.morlens.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The indexes that only readers need. A first backfill does without them: made once of all rows they cost a fraction of
 * what keeping them up row by row does. What they are is kept in the database, so that whoever ends the backfill, in
 * whichever process, can make them.
 */
final class ReaderIndexes {

    /** By these the writer itself finds rows again ({@link StateLoader}), or they are on tables that a backfill leaves alone. */
    private static final List<String> WRITERS = List.of(
            "sessions_owing",
            "holds_live_user",
            "pool_entries_funder",
            "raw_logs_cuts",
            "raw_logs_providers",
            "audits_block");

    private final Handle handle;

    ReaderIndexes(Handle handle) {
        this.handle = handle;
    }

    /** Drops them and remembers how they were made. For tables without rows. */
    void defer() {
        handle.createUpdate("""
                        insert into deferred_indexes (name, definition)
                        select i.indexname, i.indexdef from pg_indexes i
                        where i.schemaname = current_schema() and i.indexname <> all(:writers)
                            and not exists (select from pg_constraint c where c.conindid = i.indexname::regclass)
                        """).bindArray("writers", String.class, WRITERS).execute();
        names().forEach(name -> handle.execute("drop index " + name));
    }

    /** Those still to be made, in no order. */
    List<String> names() {
        return handle.createQuery("select name from deferred_indexes")
                .mapTo(String.class)
                .list();
    }

    void make(String name) {
        handle.execute(handle.createQuery("delete from deferred_indexes where name = :name returning definition")
                .bind("name", name)
                .mapTo(String.class)
                .one());
    }
}
