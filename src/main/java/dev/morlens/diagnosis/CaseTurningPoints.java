package dev.morlens.diagnosis;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Holdings;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.cache.Position;
import dev.morlens.preview.due.NextBlock;
import dev.morlens.protocol.state.Provider;
import dev.morlens.store.read.PoolTotal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The times soon after a block at which what is to be said of an address changes, whatever block comes next. */
final class CaseTurningPoints {

    private CaseTurningPoints() {}

    /** At which something ends or is released; the earliest first. */
    static List<Instant> of(Position position, Holdings holdings) {
        return NextBlock.after(position.asOf()).turns(times(position, holdings).toList());
    }

    /** Those, and when an overdue session may be settled, or a provider's period is over. */
    static List<Instant> of(Case facts, Collection<Instant> known) {
        return NextBlock.after(facts.asOf())
                .turns(Stream.concat(known.stream(), times(facts)).toList());
    }

    /** The first at which something else is to be said than now, be it that such a time comes near. */
    static Optional<Instant> next(Case facts) {
        return NextBlock.after(facts.asOf())
                .nextChange(Stream.concat(times(facts.position(), facts.holdings()), times(facts)));
    }

    private static Stream<Instant> times(Position position, Holdings holdings) {
        Stream<Instant> ends = holdings.running().first().stream()
                .map(session -> session.facts().endsAt());
        Stream<Instant> released = holdings.pools().values().stream()
                .flatMap(pool -> pool.days().stream().map(PoolTotal.PoolReleaseDay::releaseAt));
        Stream<Instant> expired = holdings.funds().stream().flatMap(grant -> grant.expiry().stream());
        return Stream.of(ends, released, expired, position.changesAt().stream()).flatMap(times -> times);
    }

    private static Stream<Instant> times(Case facts) {
        Stream<Instant> settlements = facts.health().settlementGrace().stream()
                .flatMap(grace -> Stream.concat(
                                facts.holdings().overdue().first().stream(),
                                facts.holdings().running().first().stream())
                        .map(Session::facts)
                        .map(session -> session.endsAt().plus(grace)));
        Stream<Instant> periods = facts.chain().stream()
                .flatMap(chain -> chain.providers().values().stream())
                .map(Provider::limitPeriodEnd)
                .flatMap(end -> Stream.of(end, end.plusSeconds(1)));
        return Stream.concat(settlements, periods);
    }
}
