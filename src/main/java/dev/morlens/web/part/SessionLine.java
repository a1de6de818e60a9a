package dev.morlens.web.part;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.SessionAt;
import dev.morlens.store.criteria.SessionPhase;
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
        IdText id,
        MorText stake,
        MorText cost,
        String state,
        int percent,
        String life,
        TimeText opened,
        boolean fromPool) {

    public static SessionLine of(SessionAt at, AsOf asOf, IdShortener idShortener) {
        Session session = at.session();
        if (at.state() == SessionPhase.OPEN) {
            TextChanges.note(TimeText.nextMinute(at.now()));
        }
        return new SessionLine(
                idShortener.of(session.id()),
                MorText.of(session.stake()),
                MorText.of(cost(at)),
                at.state().name().toLowerCase(Locale.ROOT),
                percent(session, TimeText.minute(at.now())),
                life(at, asOf),
                TimeText.of(session.facts().openedAt(), at.now()),
                session.fundedBy() == Session.StakeSource.POOL);
    }

    /** Of one that runs, to the last whole minute. */
    private static Wei cost(SessionAt at) {
        Instant opened = at.session().facts().openedAt();
        Instant minute = TimeText.minute(at.now());
        return at.state() == SessionPhase.OPEN
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
        TimeText ends = TimeText.of(session.facts().endsAt(), asOf);
        if (at.state() == SessionPhase.OPEN) {
            return (asOf.stale() ? "ran then, ends " : "running, ends ") + ends.whole();
        }
        if (at.state() == SessionPhase.OVERDUE) {
            return "ended " + ends.whole() + (asOf.stale() ? ", not closed then" : ", not closed yet");
        }
        Session.Closing end = session.closing().orElseThrow();
        String how = end.by() == Session.EndedBy.CLOSE ? "closed " : "settled ";
        String when = how + TimeText.of(end.closedAt(), at.now()).text();
        String state = at.holdState()
                .map(Enum::name)
                .or(() -> at.inPool().map(hold -> hold.state(at.now()).name()))
                .map(name -> " (" + name.toLowerCase(Locale.ROOT) + (asOf.stale() ? " then)" : ")"))
                .orElse("");
        return session.fundedBy() == Session.StakeSource.POOL
                ? when + " · back in the pool " + MorText.of(end.returned()) + " · held there " + MorText.of(end.held())
                        + state
                : when + " · returned " + MorText.of(end.returned()) + " · held " + MorText.of(end.held()) + state;
    }
}
