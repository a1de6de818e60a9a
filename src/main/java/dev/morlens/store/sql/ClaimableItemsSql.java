package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.read.ClaimableItems;
import dev.morlens.store.read.ClaimableItems.ClaimableGrant;
import dev.morlens.store.read.ClaimableItems.ModelStake;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads what an address could ask back. */
final class ClaimableItemsSql {

    private final Handle handle;
    private final Address of;
    private final int most;

    ClaimableItemsSql(Handle handle, Address of, int most) {
        this.handle = handle;
        this.of = of;
        this.most = most;
    }

    ClaimableItems at(Instant now) {
        return new ClaimableItems(owing(now), grants(), models());
    }

    private List<Session> owing(Instant now) {
        return handle.createQuery(RowReaders.SESSIONS + """
                        where s.provider_address = :of and (s.closed_block is null or s.provider_owed > 0)
                            and (s.closed_block is not null or s.ends_at <= :now
                                and (s.ends_at - s.opened_at) * s.price_per_second > s.provider_paid)
                        order by coalesce(s.provider_owed,
                            (s.ends_at - s.opened_at) * s.price_per_second - s.provider_paid) desc limit :most
                        """)
                .bind("of", of)
                .bind("now", now.getEpochSecond())
                .bind("most", most)
                .map(SqlValues.row(RowReaders::session))
                .list();
    }

    private List<ClaimableGrant> grants() {
        return handle.createQuery("""
                        select hot, sum(principal) principal, sum(pending) pending from pool_entries
                        where funder = :of group by hot having sum(principal) + sum(pending) > 0
                        order by sum(principal) + sum(pending) desc limit :most
                        """)
                .bind("of", of)
                .bind("most", most)
                .map(SqlValues.row(
                        row -> new ClaimableGrant(row.address("hot"), row.wei("principal"), row.wei("pending"))))
                .list();
    }

    private List<ModelStake> models() {
        return handle.createQuery("""
                        select model_id, sum(stake) stake from model_entries
                        where owner = :of group by model_id having sum(stake) > 0
                        order by sum(stake) desc limit :most
                        """)
                .bind("of", of)
                .bind("most", most)
                .map(SqlValues.row(row -> new ModelStake(row.hash("model_id"), row.wei("stake"))))
                .list();
    }
}
