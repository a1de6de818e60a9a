package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.position.SessionAt;
import dev.morlens.store.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A session in a list.
 *
 * @param percent of its time that has passed, 0 to 100
 * @param state open, overdue or closed
 */
public record SessionLine(
        Id id, Mor stake, Mor cost, String state, int percent, String life, When opened, boolean fromPool) {

    static SessionLine of(SessionAt at, AsOf asOf, Ids ids) {
        Session session = at.session();
        if (at.state() == SessionState.OPEN) {
            Changes.note(When.nextMinute(at.now()));
        }
        return new SessionLine(
                ids.of(session.id()),
                Mor.of(session.stake()),
                Mor.of(cost(at)),
                at.state().name().toLowerCase(Locale.ROOT),
                percent(session, When.minute(at.now())),
                life(at, asOf),
                When.of(session.facts().openedAt(), at.now()),
                session.fundedBy() == Session.Funding.POOL);
    }

    /** Of one that runs, to the last whole minute. */
    private static Wei cost(SessionAt at) {
        Instant opened = at.session().facts().openedAt();
        Instant minute = When.minute(at.now());
        return at.state() == SessionState.OPEN
                ? at.session().cost(minute.isBefore(opened) ? opened : minute)
                : at.cost();
    }

    private static int percent(Session session, Instant now) {
        long whole = Math.max(
                1,
                Duration.between(session.facts().openedAt(), session.facts().endsAt())
                        .toSeconds());
        Instant until = session.closing().map(Session.Closing::closedAt).orElse(now);
        long done = Duration.between(session.facts().openedAt(), until).toSeconds();
        return (int) Math.clamp(100 * done / whole, 0, 100);
    }

    private static String life(SessionAt at, AsOf asOf) {
        Session session = at.session();
        When ends = When.of(session.facts().endsAt(), asOf);
        if (at.state() == SessionState.OPEN) {
            return (asOf.stale() ? "ran then, ends " : "running, ends ") + ends.whole();
        }
        if (at.state() == SessionState.OVERDUE) {
            return "ended " + ends.whole() + (asOf.stale() ? ", not closed then" : ", not closed yet");
        }
        Session.Closing end = session.closing().orElseThrow();
        String how = end.by() == Session.EndedBy.CLOSE ? "closed " : "settled ";
        String when = how + When.of(end.closedAt(), at.now()).text();
        String state = at.holdState()
                .map(Enum::name)
                .or(() -> at.inPool().map(hold -> hold.state(at.now()).name()))
                .map(name -> " (" + name.toLowerCase(Locale.ROOT) + (asOf.stale() ? " then)" : ")"))
                .orElse("");
        return session.fundedBy() == Session.Funding.POOL
                ? when + " · back in the pool " + Mor.of(end.returned()) + " · held there " + Mor.of(end.held()) + state
                : when + " · returned " + Mor.of(end.returned()) + " · held " + Mor.of(end.held()) + state;
    }
}
