package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.Session;
import dev.morlens.store.Claims.GrantSum;
import dev.morlens.store.Claims.ModelStake;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads what an address could ask back. */
final class ClaimsQuery {

    private final Handle handle;
    private final Address of;
    private final int most;

    ClaimsQuery(Handle handle, Address of, int most) {
        this.handle = handle;
        this.of = of;
        this.most = most;
    }

    Claims at(Instant now) {
        return new Claims(owing(now), grants(), models());
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
                .map(Values.row(RowReaders::session))
                .list();
    }

    private List<GrantSum> grants() {
        return handle.createQuery("""
                        select hot, sum(principal) principal, sum(pending) pending from pool_entries
                        where funder = :of group by hot having sum(principal) + sum(pending) > 0
                        order by sum(principal) + sum(pending) desc limit :most
                        """)
                .bind("of", of)
                .bind("most", most)
                .map(Values.row(row -> new GrantSum(row.address("hot"), row.wei("principal"), row.wei("pending"))))
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
                .map(Values.row(row -> new ModelStake(row.hash("model_id"), row.wei("stake"))))
                .list();
    }
}
