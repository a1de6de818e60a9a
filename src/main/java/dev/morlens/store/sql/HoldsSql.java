package dev.morlens.store.sql;

import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Hold rows by user and state, or by session. */
record HoldsSql(Handle handle) {

    List<HoldRow> newestFirst(HoldCriteria query, CursorPage cursorPage) {
        ListSql list = new ListSql(RowReaders.HOLDS, "h.created_block, h.created_log");
        query.user().ifPresent(user -> list.where("h.user_address = :user", "user", user));
        query.state().ifPresent(state -> {
            list.where(state == HoldState.WITHDRAWN ? "h.withdrawn_block is not null" : "h.withdrawn_block is null");
            if (state != HoldState.WITHDRAWN) {
                list.where(
                        state == HoldState.LOCKED ? "h.release_at > :now" : "h.release_at <= :now",
                        "now",
                        query.now().getEpochSecond());
            }
        });
        return list.run(handle, cursorPage, RowReaders::hold);
    }

    /** Those of the sessions that have one. */
    Map<SessionId, HoldRow> of(Collection<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return Map.of();
        }
        Map<SessionId, HoldRow> found = new HashMap<>();
        handle.createQuery(RowReaders.HOLDS + "where h.session_id = any(:ids)")
                .bind("ids", SqlValues.array(sessions, id -> id.hash().bytes()))
                .map(SqlValues.row(RowReaders::hold))
                .forEach(row -> found.put(row.session(), row));
        return found;
    }
}
