package dev.morlens.store.write;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.store.db.Database;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.rows.SqlValues;
import dev.morlens.store.sql.StoredBlockSearch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which blocks are kept, and how final they are: every one with a log, and every one followed that is not so old that it can
 * be done without. For the indexer's own thread.
 */
public final class BlockStore {

    private final Database database;
    private final String schema;

    BlockStore(Database database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /** The hash that is kept of a height. */
    public Optional<Hash> hash(long number) {
        return in(handle -> handle.createQuery("select hash from blocks where number = :number")
                .bind("number", number)
                .map(SqlValues.row(row -> row.hash("hash")))
                .findOne());
    }

    /** The highest block that is kept up to this height. */
    public Optional<BlockRef> last(long number) {
        return in(handle -> new StoredBlockSearch(handle).last(number));
    }

    /**
     * The last block that is kept and is so much older than another one, or than the last that is kept up to it; empty if
     * none is.
     */
    public OptionalLong lastOlder(long than, Duration by) {
        return in(handle -> handle.createQuery("""
                        select number from blocks
                        where time <= (select time from blocks where number <= :than order by number desc limit 1) - :by
                        order by time desc, number desc limit 1
                        """)
                .bind("than", than)
                .bind("by", by.toSeconds())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    /** The highest block that a node called final when it, or one above it, was written; empty while none was. */
    public OptionalLong finalized() {
        return in(handle -> handle.createQuery("select finalized from checkpoint where finalized is not null")
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    /** Blocks up to this one are final. */
    public void markFinal(long finalized) {
        in(handle -> handle.createUpdate("""
                        update checkpoint set finalized = :finalized where finalized is null or finalized < :finalized
                        """).bind("finalized", finalized).execute());
        prune(finalized);
    }

    /** Blocks below this one need not be kept unless they have a log. */
    public void prune(long number) {
        in(handle -> handle.createUpdate("delete from blocks where not has_log and number < :number")
                .bind("number", number)
                .execute());
    }

    private <T> T in(Transactions.Work<T> work) {
        return Transactions.in(database.writing(), schema, work);
    }
}
