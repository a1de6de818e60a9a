package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.OverdueTotal;
import dev.morlens.store.read.OwedToProvider;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What explaining an address takes beyond its accounts and lists. */
final class DiagnosisSql {

    private static final String GRANTS = """
            select funder, hot, sum(principal) principal, sum(locked) locked, sum(held) held, sum(pending) pending,
                (array_agg(revoked order by block desc, log_index desc, seq desc)
                    filter (where revoked is not null))[1] revoked,
                (array_agg(expiry order by block desc, log_index desc, seq desc)
                    filter (where expiry is not null))[1] expiry
            from pool_entries where %s = :address
            group by funder, hot
            having sum(principal) <> 0 or sum(pending) <> 0
            order by sum(principal) + sum(pending) desc, funder, hot
            limit :most
            """;

    private static final String OWING = "where s.provider_address = :provider and s.direct_payment"
            + " and s.closed_block is not null and s.provider_owed > 0";

    private final Handle handle;

    DiagnosisSql(Handle handle) {
        this.handle = handle;
    }

    List<GrantTotal> grants(String side, Address address) {
        return handle.createQuery(GRANTS.formatted(side))
                .bind("address", address)
                .bind("most", NetworkReads.MOST_GRANTS)
                .map(SqlValues.row(row -> new GrantTotal(
                        new Grant(row.address("funder"), row.address("hot")),
                        row.wei("principal"),
                        row.wei("locked"),
                        row.wei("held"),
                        row.wei("pending"),
                        row.optional("expiry", r -> r.time("expiry")).filter(end -> !end.equals(Instant.EPOCH)),
                        row.truth("revoked"))))
                .list();
    }

    OverdueTotal overdue(Instant now) {
        return handle.createQuery("""
                        select count(*) n, sum(stake) stake, min(ends_at) oldest
                        from sessions where closed_block is null and ends_at <= :now
                        """)
                .bind("now", now.getEpochSecond())
                .map(SqlValues.row(row -> new OverdueTotal(
                        row.int8("n"), row.wei("stake"), row.optional("oldest", r -> r.time("oldest")))))
                .one();
    }

    OwedToProvider owing(Address provider, int most) {
        List<Session> first = handle.createQuery(
                        RowReaders.SESSIONS + OWING + " order by s.opened_block, s.opened_log limit :most")
                .bind("provider", provider)
                .bind("most", most)
                .map(SqlValues.row(RowReaders::session))
                .list();
        Wei total = first.isEmpty()
                ? Wei.ZERO
                : handle.createQuery("select sum(s.provider_owed) total from sessions s " + OWING)
                        .bind("provider", provider)
                        .map(SqlValues.row(row -> row.wei("total")))
                        .one();
        return new OwedToProvider(first, total);
    }
}
