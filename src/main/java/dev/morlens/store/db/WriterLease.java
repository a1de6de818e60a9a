package dev.morlens.store.db;

import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The right to write a network: a row, renewed in every batch's own transaction, so that a process that lost it cannot
 * commit. No lock of a session, which a connection pool or a distributed engine would not keep.
 */
public final class WriterLease {

    private final String network;
    private final UUID holder;
    private final Duration length;
    private long epoch = -1;

    /** @param holder who it is for: one process */
    public WriterLease(String network, UUID holder, Duration length) {
        this.network = network;
        this.holder = holder;
        this.length = length;
    }

    /**
     * Takes it, if it is free or has run out by the database's clock.
     *
     * @param alone no other process can be using this database, so that whoever held it is dead
     * @throws LeaseLostException if another process holds it
     */
    public void take(Handle handle, boolean alone) {
        epoch = handle.createQuery("""
                        insert into lease (epoch, expires_at, holder)
                        values (1, now() + make_interval(secs => :seconds), :holder)
                        on conflict (one) do update
                        set epoch = lease.epoch + 1, expires_at = excluded.expires_at, holder = excluded.holder
                        where lease.expires_at < now() or lease.holder = :holder or :alone
                        returning epoch
                        """)
                .bind("seconds", (double) length.toMillis() / 1000)
                .bind("holder", holder)
                .bind("alone", alone)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new LeaseLostException(network));
    }

    /** @throws LeaseLostException if another process has taken it, or it was given back; the transaction must not commit then */
    public void renew(Handle handle) {
        int rows = handle.createUpdate("""
                        update lease set expires_at = now() + make_interval(secs => :seconds)
                        where holder = :holder and epoch = :epoch and expires_at > '-infinity'
                        """)
                .bind("seconds", (double) length.toMillis() / 1000)
                .bind("holder", holder)
                .bind("epoch", epoch)
                .execute();
        if (rows != 1) {
            throw new LeaseLostException(network);
        }
    }

    /** Gives it back, if it is still held, so that the next one need not wait for its end. */
    public void release(Handle handle) {
        handle.createUpdate("update lease set expires_at = '-infinity' where holder = :holder and epoch = :epoch")
                .bind("holder", holder)
                .bind("epoch", epoch)
                .execute();
    }
}
