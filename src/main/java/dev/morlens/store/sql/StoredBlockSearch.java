package dev.morlens.store.sql;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.store.rows.SqlValues;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds blocks among those that are kept. */
public final class StoredBlockSearch {

    private final Handle handle;

    public StoredBlockSearch(Handle handle) {
        this.handle = handle;
    }

    public Optional<BlockRef> last(long number) {
        return block("number <= :bound order by number desc", number);
    }

    Optional<BlockRef> last(Instant time) {
        return block("time <= :bound order by time desc, number desc", time.getEpochSecond());
    }

    Optional<BlockRef> next(long number) {
        return block("number > :bound order by number", number);
    }

    Optional<BlockRef> head() {
        return handle.createQuery("select number, hash, time from checkpoint")
                .map(SqlValues.row(row -> row.block("number", "hash", "time")))
                .findOne();
    }

    Optional<BlockRef> finalized() {
        return handle.createQuery("""
                        select number, hash, time from blocks
                        where number <= (select least(finalized, number) from checkpoint where finalized is not null)
                        order by number desc limit 1
                        """)
                .map(SqlValues.row(row -> row.block("number", "hash", "time")))
                .findOne();
    }

    boolean isCanonical(long number, Hash hash) {
        return handle.createQuery("select exists (select from blocks where number = :number and hash = :hash)")
                .bind("number", number)
                .bind("hash", hash)
                .mapTo(Boolean.class)
                .one();
    }

    private Optional<BlockRef> block(String which, long bound) {
        return handle.createQuery("select number, hash, time from blocks where " + which + " limit 1")
                .bind("bound", bound)
                .map(SqlValues.row(row -> row.block("number", "hash", "time")))
                .findOne();
    }
}
