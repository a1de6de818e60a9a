package dev.morlens.store.sql;

import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Flows: an address's are those that left it and those that came, each by its own index, and each flow once. */
final class MovementsSql {

    private final Handle handle;

    MovementsSql(Handle handle) {
        this.handle = handle;
    }

    List<Flow> newestFirst(MovementCriteria asked, CursorPage cursorPage) {
        String sql = "select f.*, b.hash, b.time from (" + side("from", asked, cursorPage) + " union "
                + side("to", asked, cursorPage) + ") f join blocks b on b.number = f.block"
                + " order by f.block desc, f.log_index desc, f.seq desc limit :limit";
        Query query = handle.createQuery(sql).bind("address", asked.address()).bind("limit", cursorPage.limit());
        asked.bucket().ifPresent(bucket -> query.bind("bucket", bucket.code()));
        cursorPage
                .after()
                .ifPresent(chainPlace -> query.bind("block", chainPlace.block())
                        .bind("log", chainPlace.logIndex())
                        .bind("seq", chainPlace.seq()));
        return query.map(SqlValues.row(RowReaders::flow)).list();
    }

    /** In their order. */
    List<Flow> ofTransaction(Hash txHash) {
        return handle.createQuery("""
                        select f.*, b.hash, b.time from flows f join blocks b on b.number = f.block
                        where f.block in (select block from raw_logs where tx_hash = :tx) and f.tx_hash = :tx
                        order by f.block, f.log_index, f.seq
                        """)
                .bind("tx", txHash)
                .map(SqlValues.row(RowReaders::flow))
                .list();
    }

    private static String side(String side, MovementCriteria asked, CursorPage cursorPage) {
        return "(select * from flows where " + side + "_address = :address"
                + (asked.bucket().isPresent() ? " and " + side + "_bucket = :bucket" : "")
                + (cursorPage.after().isPresent() ? " and (block, log_index, seq) < (:block, :log, :seq)" : "")
                + " order by block desc, log_index desc, seq desc limit :limit)";
    }
}
