package dev.morlens.diagnosis;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.facts.Holdings;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Session;
import dev.morlens.position.SessionAt;
import dev.morlens.store.GrantSum;
import dev.morlens.store.HoldQuery;
import dev.morlens.store.HoldState;
import dev.morlens.store.MovementQuery;
import dev.morlens.store.Reads;
import dev.morlens.store.SessionGroups;
import dev.morlens.store.Slice;
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

    private final Reads reads;
    private final Address address;
    private final Instant now;

    HoldingsReader(Reads reads, Address address, Instant now) {
        this.reads = reads;
        this.address = address;
        this.now = now;
    }

    Holdings read() {
        SessionGroups groups = reads.sessionGroups(address, now, MOST);
        List<GrantSum> funds = reads.grantsOf(address);
        List<GrantSum> hosts = reads.grantsTo(address);
        return new Holdings(
                Holdings.Seen.EVERYTHING,
                reads.sessionCounts(address),
                groups.running(),
                reads.sessionGroups(address, now, MOST_OVERDUE).overdue(),
                locked(),
                groups.heldAfterEnd(),
                reads.owing(address, MOST),
                funds,
                hosts,
                reads.pools(Stream.concat(funds.stream(), hosts.stream())
                        .map(grant -> grant.grant().hot())
                        .distinct()
                        .toList()),
                reads.movements(new MovementQuery(address, Optional.of(Bucket.WALLET)), Slice.first(MOVEMENTS)));
    }

    private List<SessionAt> locked() {
        HoldQuery query = new HoldQuery(Optional.of(address), Optional.of(HoldState.LOCKED), now);
        return reads.holds(query, Slice.first(MOST)).stream()
                .flatMap(row -> reads
                        .session(row.session())
                        .map((Session session) -> new SessionAt(session, Optional.of(row), Optional.empty(), now))
                        .stream())
                .toList();
    }
}
