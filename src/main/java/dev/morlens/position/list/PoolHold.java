package dev.morlens.position.list;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.Closing;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.store.read.PoolDay;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the close of a session holds back in the pool that funded it.
 *
 * @param amount in wei
 * @param releaseAt from when on any call that looks after the pool frees it there
 * @param released where that happened
 */
public record PoolHold(Wei amount, Instant releaseAt, Optional<Posting> released) {

    /** A pool's holds are nobody's to claim: they become free in the pool. */
    public enum PoolHoldState {
        LOCKED,
        RELEASABLE,
        RELEASED
    }

    /** The day that a session's pool holds something for, if its close left that. */
    static Optional<PoolDay> day(Session session) {
        return held(session)
                .map(end -> new PoolDay(
                        session.facts().user(),
                        DayLock.releaseAt(DayLock.sessionEnd(
                                end.closedAt(), session.facts().endsAt()))));
    }

    static Optional<PoolHold> of(Session session, Map<PoolDay, Posting> releases) {
        return day(session)
                .map(day -> new PoolHold(
                        held(session).orElseThrow().held(), day.releaseAt(), Optional.ofNullable(releases.get(day))));
    }

    public PoolHoldState state(Instant now) {
        if (released.isPresent()) {
            return PoolHoldState.RELEASED;
        }
        return now.isBefore(releaseAt) ? PoolHoldState.LOCKED : PoolHoldState.RELEASABLE;
    }

    private static Optional<Closing> held(Session session) {
        return session.closing()
                .filter(end ->
                        session.fundedBy() == StakeSource.POOL && end.held().isPositive());
    }
}
