package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.Session;
import dev.morlens.store.AddressReads.SessionCounts;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Sessions by user, provider, model and state. */
final class SessionsQuery {

    private static final String ORDER = "s.opened_block, s.opened_log";

    private final Handle handle;
    private final SessionQuery query;

    SessionsQuery(Handle handle, SessionQuery query) {
        this.handle = handle;
        this.query = query;
    }

    List<Session> newestFirst(Slice slice) {
        return list(RowReaders.SESSIONS).run(handle, slice, RowReaders::session);
    }

    Counted<Session> counted(Span span) {
        long total = list("select count(*) total from sessions s ").count(handle);
        return new Counted<>(total, list(RowReaders.SESSIONS).run(handle, span, RowReaders::session));
    }

    static SessionCounts counts(Handle handle, Address user) {
        return handle.createQuery("""
                        select count(*) filter (where closed_block is null) open,
                            count(*) filter (where closed_block is not null) closed
                        from sessions where user_address = :user
                        """)
                .bind("user", user)
                .map(Values.row(row -> new SessionCounts(row.int8("open"), row.int8("closed"))))
                .one();
    }

    private ListQuery list(String select) {
        ListQuery list = new ListQuery(select, ORDER);
        query.user().ifPresent(user -> list.where("s.user_address = :user", "user", user));
        query.provider().ifPresent(provider -> list.where("s.provider_address = :provider", "provider", provider));
        query.model().ifPresent(model -> list.where("s.model_id = :model", "model", model));
        query.bid().ifPresent(bid -> list.where("s.bid_id = :bid", "bid", bid));
        query.state().ifPresent(state -> {
            list.where(state == SessionState.CLOSED ? "s.closed_block is not null" : "s.closed_block is null");
            if (state != SessionState.CLOSED) {
                list.where(
                        state == SessionState.OPEN ? "s.ends_at > :now" : "s.ends_at <= :now",
                        "now",
                        query.now().getEpochSecond());
            }
        });
        return list;
    }
}
