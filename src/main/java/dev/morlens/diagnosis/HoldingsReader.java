package dev.morlens.diagnosis;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.facts.Holdings;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.SessionAt;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.SessionGroups;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the index tells of an address beyond its accounts. */
final class HoldingsReader {

    /** More running sessions or locked rows than that are counted, but not named. */
    private static final int MOST = 50;

    /** What keeps each of them is told apart, so that all that anybody has should be looked at. */
    private static final int MOST_OVERDUE = 200;

    /** Far enough back to find where a balance went. */
    private static final int MOVEMENTS = 300;

    private final NetworkReads networkReads;
    private final Address address;
    private final Instant now;

    HoldingsReader(NetworkReads networkReads, Address address, Instant now) {
        this.networkReads = networkReads;
        this.address = address;
        this.now = now;
    }

    Holdings read() {
        SessionGroups groups = networkReads.sessionGroups(address, now, MOST);
        List<GrantTotal> funds = networkReads.grantsOf(address);
        List<GrantTotal> hosts = networkReads.grantsTo(address);
        return new Holdings(
                Holdings.Seen.EVERYTHING,
                networkReads.sessionCounts(address),
                groups.running(),
                networkReads.sessionGroups(address, now, MOST_OVERDUE).overdue(),
                locked(),
                groups.heldAfterEnd(),
                networkReads.owing(address, MOST),
                funds,
                hosts,
                networkReads.pools(Stream.concat(funds.stream(), hosts.stream())
                        .map(grant -> grant.grant().hot())
                        .distinct()
                        .toList()),
                networkReads.movements(
                        new MovementCriteria(address, Optional.of(Bucket.WALLET)), CursorPage.first(MOVEMENTS)));
    }

    private List<SessionAt> locked() {
        HoldCriteria query = new HoldCriteria(Optional.of(address), Optional.of(HoldState.LOCKED), now);
        return networkReads.holds(query, CursorPage.first(MOST)).stream()
                .flatMap(row -> networkReads
                        .session(row.session())
                        .map((Session session) -> new SessionAt(session, Optional.of(row), Optional.empty(), now))
                        .stream())
                .toList();
    }
}
