package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.store.read.SpenderAllowance;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.SqlValues;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the token's approvals from its logs: nothing is derived from them. */
final class ApprovalSql {

    /** Worded as the index is, so that it serves. An address is the last 20 bytes of its topic. */
    static final String SQL = """
            select b.time, r.data from raw_logs r join blocks b on b.number = r.block
            where r.contract = 0 and substring(r.topics from 1 for 32)
                = '\\x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925'::bytea
                and substring(r.topics from 45 for 20) = :owner and substring(r.topics from 77 for 20) = :spender
                and length(r.data) = 32
            order by r.block desc, r.log_index desc limit :most
            """;

    private ApprovalSql() {}

    static List<SpenderAllowance> of(Handle handle, Address owner, Address spender, int most) {
        return handle.createQuery(SQL)
                .bind("owner", owner)
                .bind("spender", spender)
                .bind("most", most)
                .map(SqlValues.row(ApprovalSql::read))
                .list();
    }

    private static SpenderAllowance read(ColumnReader row) throws SQLException {
        return new SpenderAllowance(row.time("time"), Wei.fromWord(row.bytes("data"), 0));
    }
}
