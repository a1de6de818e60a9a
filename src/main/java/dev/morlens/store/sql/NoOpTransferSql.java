package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.read.NoOpTransfer;
import dev.morlens.store.read.TransactionLogs;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.SqlValues;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds transfers that moved nothing in the token's logs, which are all that tells of them. */
final class NoOpTransferSql {

    private static final String TRANSFER = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final String APPROVAL = "8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925";

    /** Worded as the indexes are, so that they serve. */
    private static final String MOVED_NOTHING = """
            contract = 0 and length(topics) = 96 and length(data) = 32
                and substring(topics from 1 for 32) = '\\x%s'::bytea
                and (data = '\\x%s'::bytea
                    or substring(topics from 33 for 32) = substring(topics from 65 for 32))
            """.formatted(TRANSFER, "00".repeat(32));

    private static final String ROW = """
            substring(r.topics from 45 for 20) sender, substring(r.topics from 77 for 20) receiver, r.block, r.log_index,
                r.tx_hash, r.data, b.hash, b.time
            """;

    private static final String BY_CONTRACT =
            "exists (select from raw_logs o where o.tx_hash = :tx and o.contract = 1) by_contract";

    private final Handle handle;

    NoOpTransferSql(Handle handle) {
        this.handle = handle;
    }

    /** An address's, the newest first, up to a block. */
    List<NoOpTransfer> newestFirst(Address address, CursorPage cursorPage, long horizon) {
        Query query = handle.createQuery(sql(cursorPage))
                .bind("address", address)
                .bind("horizon", horizon)
                .bind("limit", cursorPage.limit());
        cursorPage
                .after()
                .ifPresent(chainPlace -> query.bind("block", chainPlace.block()).bind("log", chainPlace.logIndex()));
        return query.map(SqlValues.row(NoOpTransferSql::noOp)).list();
    }

    static String sql(CursorPage cursorPage) {
        return "select " + ROW + ", " + BY_CONTRACT.replace(":tx", "r.tx_hash") + " from (" + side(45, cursorPage)
                + " union " + side(77, cursorPage) + ") r join blocks b on b.number = r.block"
                + " order by r.block desc, r.log_index desc limit :limit";
    }

    private static String side(int topic, CursorPage cursorPage) {
        return "(select block, log_index, tx_hash, topics, data from raw_logs where " + MOVED_NOTHING
                + " and substring(topics from " + topic + " for 20) = :address and block <= :horizon"
                + (cursorPage.after().isPresent() ? " and (block, log_index) < (:block, :log)" : "")
                + " order by block desc, log_index desc limit :limit)";
    }

    /** A transaction's, and what else it logged; empty if none of its logs is ours. */
    Optional<TransactionLogs> ofTransaction(Hash tx) {
        return handle.createQuery("""
                        select r.block, b.hash, b.time, bool_or(r.contract = 1) by_contract,
                            bool_or(r.contract = 0 and substring(r.topics from 1 for 32) = '\\x%s'::bytea) approves
                        from raw_logs r join blocks b on b.number = r.block
                        where r.tx_hash = :tx group by r.block, b.hash, b.time
                        """.formatted(APPROVAL))
                .bind("tx", tx)
                .map(SqlValues.row(row -> new TransactionLogs(
                        row.block("block", "hash", "time"),
                        row.truth("by_contract"),
                        row.truth("approves"),
                        noOps(tx))))
                .findOne();
    }

    private List<NoOpTransfer> noOps(Hash tx) {
        return handle.createQuery("select " + ROW + ", " + BY_CONTRACT
                        + " from raw_logs r join blocks b on b.number = r.block where " + MOVED_NOTHING
                        + " and r.tx_hash = :tx order by r.log_index")
                .bind("tx", tx)
                .map(SqlValues.row(NoOpTransferSql::noOp))
                .list();
    }

    private static NoOpTransfer noOp(ColumnReader row) throws SQLException {
        BlockRef block = row.block("block", "hash", "time");
        return new NoOpTransfer(
                new Posting(block, row.int4("log_index"), row.hash("tx_hash")),
                row.address("sender"),
                row.address("receiver"),
                Wei.fromWord(row.bytes("data"), 0),
                row.truth("by_contract"));
    }
}
