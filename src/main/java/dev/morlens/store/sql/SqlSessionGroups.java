package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.read.SessionGroup;
import dev.morlens.store.read.SessionGroups;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A user's sessions in groups, by SQL. */
final class SqlSessionGroups implements SessionGroups {

    private static final String OPEN = "s.user_address = :user and s.closed_block is null and s.ends_at %s :now";

    private static final String LATE = """
            from sessions s
            join holds h on h.session_id = s.session_id
            join blocks cb on cb.number = s.closed_block
            where h.user_address = :user and h.withdrawn_block is null and h.release_at > :now
                and cb.time >= s.ends_at
            """;

    /** Each part is the end of an index. */
    private static final String CHANGED = """
            where s.session_id in (
                (select session_id from sessions where user_address = :user
                    order by opened_block desc, opened_log desc limit :most)
                union (select session_id from sessions where user_address = :user and closed_block is not null
                    order by closed_block desc, closed_log desc limit :most)
                union (select session_id from sessions
                    where user_address = :user and closed_block is null and ends_at <= :now
                    order by ends_at desc limit :most)
                union (select session_id from holds
                    where user_address = :user and withdrawn_block is null and release_at <= :now
                    order by release_at desc limit :most)
                union (select session_id from holds where user_address = :user and withdrawn_block is not null
                    order by withdrawn_block desc, withdrawn_log desc limit :most))
            """;

    private final Handle handle;
    private final Address user;
    private final Instant now;
    private final int most;

    SqlSessionGroups(Handle handle, Address user, Instant now, int most) {
        this.handle = handle;
        this.user = user;
        this.now = now;
        this.most = most;
    }

    @Override
    public SessionGroup running() {
        return byEnd(OPEN.formatted(">"));
    }

    @Override
    public SessionGroup overdue() {
        return byEnd(OPEN.formatted("<="));
    }

    private SessionGroup byEnd(String which) {
        return group(
                "select count(*) n, sum(s.stake) amount from sessions s where " + which,
                RowReaders.SESSIONS + "where " + which
                        + " order by s.ends_at, s.opened_block, s.opened_log limit :most");
    }

    @Override
    public SessionGroup heldAfterEnd() {
        return group(
                "select count(*) n, sum(h.amount) amount " + LATE,
                RowReaders.SESSIONS + "where s.session_id in (select s.session_id " + LATE + ")"
                        + " order by s.closed_block desc, s.closed_log desc limit :most");
    }

    @Override
    public List<Session> changedLately() {
        return ask(RowReaders.SESSIONS + CHANGED)
                .bind("most", most)
                .map(SqlValues.row(RowReaders::session))
                .list();
    }

    private SessionGroup group(String sums, String first) {
        return ask(sums)
                .map(SqlValues.row(row -> new SessionGroup(
                        row.int8("n"),
                        row.wei("amount"),
                        ask(first)
                                .bind("most", most)
                                .map(SqlValues.row(RowReaders::session))
                                .list())))
                .one();
    }

    private Query ask(String sql) {
        return handle.createQuery(sql).bind("user", user).bind("now", now.getEpochSecond());
    }
}
