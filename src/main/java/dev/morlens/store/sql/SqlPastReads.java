package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.CursorPage.ChainPlace;
import dev.morlens.store.criteria.HistoryCriteria;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.criteria.SessionCriteria;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.AddressReads;
import dev.morlens.store.read.NoOpTransfer;
import dev.morlens.store.read.PastBalances;
import dev.morlens.store.read.Payees;
import dev.morlens.store.read.PoolDay;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Addresses as they were at an earlier block, by SQL: rows carry the blocks that opened, closed and withdrew them. */
final class SqlPastReads implements AddressReads {

    private final SqlReads present;
    private final Handle handle;
    private final long horizon;

    SqlPastReads(SqlReads present, Handle handle, long horizon) {
        this.present = present;
        this.handle = handle;
        this.horizon = horizon;
    }

    @Override
    public Map<Address, AddressAccounts> accounts(Collection<Address> addresses) {
        return new PastAccountsSql(handle, horizon).of(addresses);
    }

    @Override
    public List<PastBalances> history(HistoryCriteria query) {
        return present.history(query).stream()
                .filter(point -> point.block().number() <= horizon)
                .toList();
    }

    @Override
    public List<Session> sessions(SessionCriteria query, CursorPage cursorPage) {
        ListSql list = new ListSql(RowReaders.PAST_SESSIONS, "s.opened_block, s.opened_log");
        list.where("s.opened_block <= :horizon", "horizon", horizon);
        query.user().ifPresent(user -> list.where("s.user_address = :user", "user", user));
        query.provider().ifPresent(provider -> list.where("s.provider_address = :provider", "provider", provider));
        query.model().ifPresent(model -> list.where("s.model_id = :model", "model", model));
        query.state().ifPresent(state -> {
            if (state == SessionPhase.CLOSED) {
                list.where("s.closed_block <= :horizon");
            } else {
                list.where("(s.closed_block is null or s.closed_block > :horizon)");
                list.where(
                        state == SessionPhase.OPEN ? "s.ends_at > :now" : "s.ends_at <= :now",
                        "now",
                        query.now().getEpochSecond());
            }
        });
        return list.run(handle, cursorPage, this::session);
    }

    @Override
    public SessionCounts sessionCounts(Address user) {
        return handle.createQuery("""
                        select count(*) filter (where closed_block is null or closed_block > :horizon) open,
                            count(*) filter (where closed_block <= :horizon) closed
                        from sessions where user_address = :user and opened_block <= :horizon
                        """)
                .bind("user", user)
                .bind("horizon", horizon)
                .map(SqlValues.row(row -> new SessionCounts(row.int8("open"), row.int8("closed"))))
                .one();
    }

    @Override
    public List<HoldRow> holds(HoldCriteria query, CursorPage cursorPage) {
        ListSql list = new ListSql(RowReaders.HOLDS, "h.created_block, h.created_log");
        list.where("h.created_block <= :horizon", "horizon", horizon);
        query.user().ifPresent(user -> list.where("h.user_address = :user", "user", user));
        query.state().ifPresent(state -> {
            if (state == HoldState.WITHDRAWN) {
                list.where("h.withdrawn_block <= :horizon");
            } else {
                list.where("(h.withdrawn_block is null or h.withdrawn_block > :horizon)");
                list.where(
                        state == HoldState.LOCKED ? "h.release_at > :now" : "h.release_at <= :now",
                        "now",
                        query.now().getEpochSecond());
            }
        });
        return list.run(handle, cursorPage, this::hold);
    }

    @Override
    public Map<SessionId, HoldRow> holds(Collection<SessionId> sessions) {
        Map<SessionId, HoldRow> then = new HashMap<>();
        present.holds(sessions).forEach((id, row) -> {
            if (row.created().block().number() <= horizon) {
                then.put(id, row.asOf(horizon));
            }
        });
        return then;
    }

    @Override
    public Map<PoolDay, Posting> poolReleases(Collection<PoolDay> days) {
        return PoolReleaseSql.of(handle, days, horizon);
    }

    /** What lies above the horizon comes before its place in a list from the newest to the oldest. */
    @Override
    public List<Flow> movements(MovementCriteria query, CursorPage cursorPage) {
        Optional<ChainPlace> after = cursorPage.after().filter(chainPlace -> chainPlace.block() <= horizon);
        ChainPlace start = after.orElse(new ChainPlace(horizon + 1, 0, 0));
        return present.movements(query, new CursorPage(Optional.of(start), cursorPage.limit()));
    }

    @Override
    public Payees payees(Address payer) {
        return PayeesSql.of(handle, payer, horizon);
    }

    @Override
    public List<NoOpTransfer> noOps(Address address, CursorPage cursorPage) {
        return new NoOpTransferSql(handle).newestFirst(address, cursorPage, horizon);
    }

    @Override
    public boolean isCanonical(long number, Hash hash) {
        return present.isCanonical(number, hash);
    }

    private Session session(ColumnReader row) throws SQLException {
        return RowReaders.session(row).asOf(horizon, row.wei("paid_later"));
    }

    private HoldRow hold(ColumnReader row) throws SQLException {
        return RowReaders.hold(row).asOf(horizon);
    }
}
