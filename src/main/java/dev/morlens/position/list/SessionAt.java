package dev.morlens.position.list;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.read.AddressReads;
import dev.morlens.store.read.PoolDay;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session as it stands at a time.
 *
 * @param hold the row that its close pushed, if it held anything of the user's own
 * @param inPool what its close held in the pool that funded it
 */
public record SessionAt(Session session, Optional<HoldRow> hold, Optional<PoolHold> inPool, Instant now) {

    public static SessionAt of(Session session, AddressReads reads, Instant now) {
        return of(List.of(session), reads, now).getFirst();
    }

    /** With one question for the rows of all, and one for the pools' releases. */
    public static List<SessionAt> of(List<Session> sessions, AddressReads reads, Instant now) {
        Map<SessionId, HoldRow> rows = reads.holds(
                sessions.stream().filter(SessionAt::held).map(Session::id).toList());
        Map<PoolDay, Posting> releases = reads.poolReleases(
                sessions.stream().flatMap(one -> PoolHold.day(one).stream()).toList());
        return sessions.stream()
                .map(session -> new SessionAt(
                        session, Optional.ofNullable(rows.get(session.id())), PoolHold.of(session, releases), now))
                .toList();
    }

    /** When what its close held is released. */
    public Optional<Instant> releaseAt() {
        return hold.map(HoldRow::releaseAt).or(() -> inPool.map(PoolHold::releaseAt));
    }

    /** Overdue from {@code endsAt} on, if nothing closed it. */
    public SessionPhase state() {
        if (!session.isOpen()) {
            return SessionPhase.CLOSED;
        }
        return now.isBefore(session.facts().endsAt()) ? SessionPhase.OPEN : SessionPhase.OVERDUE;
    }

    public Optional<HoldState> holdState() {
        return hold.map(row -> stateOf(row, now));
    }

    public Wei cost() {
        return session.cost(now);
    }

    private static boolean held(Session session) {
        return session.fundedBy() == Session.StakeSource.WALLET
                && session.closing().filter(end -> end.held().isPositive()).isPresent();
    }

    /** Claimable from {@code releaseAt} on, until it is withdrawn. */
    public static HoldState stateOf(HoldRow row, Instant now) {
        if (row.withdrawn().isPresent()) {
            return HoldState.WITHDRAWN;
        }
        return row.releasedAt(now) ? HoldState.CLAIMABLE : HoldState.LOCKED;
    }
}
