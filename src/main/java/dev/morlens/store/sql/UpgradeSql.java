package dev.morlens.store.sql;

import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.abi.FacetCuts;
import dev.morlens.store.read.Upgrade;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the contract's upgrades, and the closes that tell what they changed. */
final class UpgradeSql {

    /** Worded as the index is, so that it serves. */
    static final String SQL = """
            select r.block, r.data, b.hash, b.time from raw_logs r join blocks b on b.number = r.block
            where r.contract = 1 and substring(r.topics from 1 for 32)
                = '\\x8faa70878671ccd212d20771b795c50af8fd3ff6cf27f4bde57e5d4de0aeb673'::bytea
            order by r.block, r.log_index
            """;

    private UpgradeSql() {}

    static Upgrade read(ColumnReader row) throws SQLException {
        return new Upgrade(
                row.block("block", "hash", "time"),
                FacetCuts.read(row.bytes("data")).cuts());
    }

    static List<Session> lateCloses(Handle handle, long from, long to, int most) {
        return handle.createQuery(RowReaders.SESSIONS + """
                        where s.closed_block between :from and :to and s.ended_by = :close and s.funded_by = :wallet
                            and not s.direct_payment
                            and cb.time >= s.ends_at and cb.time < s.ends_at - s.ends_at % 86400 + 86400
                            and s.ends_at > greatest(s.opened_at, s.ends_at - s.ends_at % 86400)
                        order by s.closed_block, s.closed_log limit :most
                        """)
                .bind("close", Session.EndedBy.CLOSE.code())
                .bind("wallet", Session.StakeSource.WALLET.code())
                .bind("from", from)
                .bind("to", to)
                .bind("most", most)
                .map(SqlValues.row(RowReaders::session))
                .list();
    }
}
