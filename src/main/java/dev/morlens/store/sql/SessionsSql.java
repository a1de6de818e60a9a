package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.criteria.Counted;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.OffsetPage;
import dev.morlens.store.criteria.SessionCriteria;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.read.AddressReads.SessionCounts;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Sessions by user, provider, model and state. */
final class SessionsSql {

    private static final String ORDER = "s.opened_block, s.opened_log";

    private final Handle handle;
    private final SessionCriteria query;

    SessionsSql(Handle handle, SessionCriteria query) {
        this.handle = handle;
        this.query = query;
    }

    List<Session> newestFirst(CursorPage cursorPage) {
        return list(RowReaders.SESSIONS).run(handle, cursorPage, RowReaders::session);
    }

    Counted<Session> counted(OffsetPage offsetPage) {
        long total = list("select count(*) total from sessions s ").count(handle);
        return new Counted<>(total, list(RowReaders.SESSIONS).run(handle, offsetPage, RowReaders::session));
    }

    static SessionCounts counts(Handle handle, Address user) {
        return handle.createQuery("""
                        select count(*) filter (where closed_block is null) open,
                            count(*) filter (where closed_block is not null) closed
                        from sessions where user_address = :user
                        """)
                .bind("user", user)
                .map(SqlValues.row(row -> new SessionCounts(row.int8("open"), row.int8("closed"))))
                .one();
    }

    private ListSql list(String select) {
        ListSql list = new ListSql(select, ORDER);
        query.user().ifPresent(user -> list.where("s.user_address = :user", "user", user));
        query.provider().ifPresent(provider -> list.where("s.provider_address = :provider", "provider", provider));
        query.model().ifPresent(model -> list.where("s.model_id = :model", "model", model));
        query.bid().ifPresent(bid -> list.where("s.bid_id = :bid", "bid", bid));
        query.state().ifPresent(state -> {
            list.where(state == SessionPhase.CLOSED ? "s.closed_block is not null" : "s.closed_block is null");
            if (state != SessionPhase.CLOSED) {
                list.where(
                        state == SessionPhase.OPEN ? "s.ends_at > :now" : "s.ends_at <= :now",
                        "now",
                        query.now().getEpochSecond());
            }
        });
        return list;
    }
}
