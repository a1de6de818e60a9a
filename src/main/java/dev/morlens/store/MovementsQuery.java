package dev.morlens.store;

import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Flow;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Flows: an address's are those that left it and those that came, each by its own index, and each flow once. */
final class MovementsQuery {

    private final Handle handle;

    MovementsQuery(Handle handle) {
        this.handle = handle;
    }

    List<Flow> newestFirst(MovementQuery asked, Slice slice) {
        String sql = "select f.*, b.hash, b.time from (" + side("from", asked, slice) + " union "
                + side("to", asked, slice) + ") f join blocks b on b.number = f.block"
                + " order by f.block desc, f.log_index desc, f.seq desc limit :limit";
        Query query = handle.createQuery(sql).bind("address", asked.address()).bind("limit", slice.limit());
        asked.bucket().ifPresent(bucket -> query.bind("bucket", bucket.code()));
        slice.after()
                .ifPresent(place -> query.bind("block", place.block())
                        .bind("log", place.logIndex())
                        .bind("seq", place.seq()));
        return query.map(Values.row(RowReaders::flow)).list();
    }

    /** In their order. */
    List<Flow> ofTransaction(Hash txHash) {
        return handle.createQuery("""
                        select f.*, b.hash, b.time from flows f join blocks b on b.number = f.block
                        where f.block in (select block from raw_logs where tx_hash = :tx) and f.tx_hash = :tx
                        order by f.block, f.log_index, f.seq
                        """)
                .bind("tx", txHash)
                .map(Values.row(RowReaders::flow))
                .list();
    }

    private static String side(String side, MovementQuery asked, Slice slice) {
        return "(select * from flows where " + side + "_address = :address"
                + (asked.bucket().isPresent() ? " and " + side + "_bucket = :bucket" : "")
                + (slice.after().isPresent() ? " and (block, log_index, seq) < (:block, :log, :seq)" : "")
                + " order by block desc, log_index desc, seq desc limit :limit)";
    }
}
