package dev.morlens.position;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that happened to a session, or that its time brought about.
 *
 * @param amount what it is about, in wei
 */
public record Occurrence(Kind kind, SessionId session, Instant at, Wei amount) {

    public enum Kind {
        OPENED,
        /** It ended and nobody has closed it. */
        OVERDUE,
        CLOSED,
        /** Closed, and its stake went back to the pool that it came from. */
        BACK_IN_POOL,
        /** What its close held has been released. */
        CLAIMABLE,
        CLAIMED
    }

    static List<Occurrence> of(SessionAt at) {
        Session session = at.session();
        List<Occurrence> found = new ArrayList<>();
        found.add(new Occurrence(
                Kind.OPENED, session.id(), session.opened().block().time(), session.stake()));
        if (at.state() == SessionState.OVERDUE) {
            found.add(new Occurrence(Kind.OVERDUE, session.id(), session.facts().endsAt(), session.stake()));
        }
        session.closing().ifPresent(end -> found.add(closed(session, end)));
        at.hold().ifPresent(row -> found.addAll(of(row, at.now())));
        return found;
    }

    private static Occurrence closed(Session session, Session.Closing end) {
        Instant when = end.at().block().time();
        return session.fundedBy() == Session.Funding.POOL
                ? new Occurrence(Kind.BACK_IN_POOL, session.id(), when, session.stake())
                : new Occurrence(Kind.CLOSED, session.id(), when, end.returned());
    }

    private static List<Occurrence> of(HoldRow row, Instant now) {
        List<Occurrence> found = new ArrayList<>();
        if (row.releasedAt(now)) {
            found.add(new Occurrence(Kind.CLAIMABLE, row.session(), row.releaseAt(), row.amount()));
        }
        row.withdrawn()
                .ifPresent(posting -> found.add(new Occurrence(
                        Kind.CLAIMED, row.session(), posting.block().time(), row.amount())));
        return found;
    }
}
