package dev.morlens.store.write;

import dev.morlens.store.db.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The indexes that only readers need. A first backfill does without them: made once of all rows they cost a fraction of
 * what keeping them up row by row does. What they are is kept in the database, so that whoever ends the backfill, in
 * whichever process, can make them.
 */
public final class ReaderIndexes {

    /**
     * By these the writer itself finds rows again ({@link StateLoader}), or they are on tables that a backfill leaves alone.
     * None is of a column of a hold that changes.
     */
    private static final List<String> WRITERS = List.of(
            "sessions_owing",
            "holds_user",
            "pool_entries_funder",
            "raw_logs_cuts",
            "raw_logs_providers",
            "audits_block");

    /** Not all of the writers' connections. */
    private static final int AT_ONCE = 2;

    private final Handle handle;

    public ReaderIndexes(Handle handle) {
        this.handle = handle;
    }

    /** Remembers how they were made, those that are to be {@link #drop}ped then. For tables without rows. */
    void remember() {
        handle.createUpdate("""
                        insert into deferred_indexes (name, definition)
                        select i.indexname, i.indexdef from pg_indexes i
                        where i.schemaname = current_schema() and i.indexname <> all(:writers)
                            and not exists (select from pg_constraint c where c.conindid = i.indexname::regclass)
                        """).bindArray("writers", String.class, WRITERS).execute();
    }

    /** In a transaction of its own: who locks several tables for himself and readers who look at them in another order block each other. */
    void drop(String name) {
        handle.execute("drop index if exists " + name);
    }

    /** Those still to be made, those of the largest tables first. */
    public List<String> names() {
        return handle.createQuery("""
                        select name from deferred_indexes
                        order by pg_relation_size(substring(definition from ' ON (\\S+) ')::regclass) desc, name
                        """).mapTo(String.class).list();
    }

    void make(String name) {
        // A process that was killed may have remembered it and not dropped it.
        drop(name);
        handle.execute(handle.createQuery("delete from deferred_indexes where name = :name returning definition")
                .bind("name", name)
                .mapTo(String.class)
                .one());
    }

    /**
     * Makes a few at once, since nothing else is left to do and one alone leaves processors idle.
     *
     * @param make makes one in a transaction of its own; run in several threads
     * @throws StoreUnavailableException if this thread is interrupted; what is being made is awaited all the same
     */
    static void makeAll(List<String> names, Consumer<String> make) {
        try (ExecutorService makers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            names.forEach(name -> all.add(makers.submit(() -> make.accept(name))));
            for (Future<?> made : all) {
                made.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while indexes were made", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
