package dev.morlens.position.list;

import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.SessionPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened to a session, or that its time brought about.
 *
 * @param event where it is in the chain; nothing for what the time brought about, which holds from the first block of its
 *     second on and so comes before all events of that second
 * @param amount what it is about, in wei
 */
public record SessionEvent(
        SessionEventKind kind, SessionId session, Instant at, Optional<LogPosition> event, Wei amount) {

    public enum SessionEventKind {
        OPENED,
        /** It ended and nobody has closed it. */
        OVERDUE,
        CLOSED,
        /** Closed, and what that did not hold went back to the pool that its stake came from. */
        BACK_IN_POOL,
        /** What its close held in the pool can be freed there by anybody. */
        RELEASABLE_IN_POOL,
        /** That has been freed. */
        RELEASED_IN_POOL,
        /** What its close held has been released. */
        CLAIMABLE,
        CLAIMED
    }

    static List<SessionEvent> of(SessionAt at) {
        Session session = at.session();
        List<SessionEvent> found = new ArrayList<>();
        found.add(event(SessionEventKind.OPENED, session.id(), session.opened(), session.stake()));
        if (at.state() == SessionPhase.OVERDUE) {
            found.add(byTime(
                    SessionEventKind.OVERDUE, session.id(), session.facts().endsAt(), session.stake()));
        }
        session.closing().ifPresent(end -> found.add(closed(session, end)));
        at.hold().ifPresent(row -> found.addAll(of(row, at.now())));
        at.inPool().ifPresent(hold -> found.addAll(of(session.id(), hold, at.now())));
        return found;
    }

    private static SessionEvent closed(Session session, Session.Closing end) {
        SessionEventKind sessionEventKind = session.fundedBy() == Session.StakeSource.POOL
                ? SessionEventKind.BACK_IN_POOL
                : SessionEventKind.CLOSED;
        return event(sessionEventKind, session.id(), end.at(), end.returned());
    }

    private static SessionEvent event(SessionEventKind sessionEventKind, SessionId session, Posting at, Wei amount) {
        return new SessionEvent(sessionEventKind, session, at.block().time(), Optional.of(at.position()), amount);
    }

    private static SessionEvent byTime(SessionEventKind sessionEventKind, SessionId session, Instant at, Wei amount) {
        return new SessionEvent(sessionEventKind, session, at, Optional.empty(), amount);
    }

    private static List<SessionEvent> of(SessionId session, PoolHold hold, Instant now) {
        List<SessionEvent> found = new ArrayList<>();
        if (!now.isBefore(hold.releaseAt())) {
            found.add(byTime(SessionEventKind.RELEASABLE_IN_POOL, session, hold.releaseAt(), hold.amount()));
        }
        hold.released()
                .ifPresent(at -> found.add(event(SessionEventKind.RELEASED_IN_POOL, session, at, hold.amount())));
        return found;
    }

    private static List<SessionEvent> of(HoldRow row, Instant now) {
        List<SessionEvent> found = new ArrayList<>();
        if (row.releasedAt(now)) {
            found.add(byTime(SessionEventKind.CLAIMABLE, row.session(), row.releaseAt(), row.amount()));
        }
        row.withdrawn().ifPresent(at -> found.add(event(SessionEventKind.CLAIMED, row.session(), at, row.amount())));
        return found;
    }
}
