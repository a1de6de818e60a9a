package dev.morlens.diagnosis;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Holdings;
import dev.morlens.ledger.Session;
import dev.morlens.position.Position;
import dev.morlens.preview.NextBlock;
import dev.morlens.protocol.state.Provider;
import dev.morlens.store.PoolSum;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The times soon after a block at which what is to be said of an address changes, whatever block comes next. */
final class Turns {

    private Turns() {}

    /** At which something ends or is released; the earliest first. */
    static List<Instant> of(Position position, Holdings holdings) {
        Stream<Instant> ends = holdings.running().first().stream()
                .map(session -> session.facts().endsAt());
        Stream<Instant> released = holdings.pools().values().stream()
                .flatMap(pool -> pool.days().stream().map(PoolSum.Day::releaseAt));
        Stream<Instant> next =
                Stream.of(position.holds().next(), position.sessions().next()).flatMap(Optional::stream);
        return NextBlock.after(position.asOf())
                .turns(Stream.of(ends, released, next).flatMap(times -> times).toList());
    }

    /** Those, and when an overdue session may be settled, or a provider's period is over. */
    static List<Instant> of(Case facts, Collection<Instant> known) {
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
        return NextBlock.after(facts.asOf())
                .turns(Stream.of(known.stream(), settlements, periods)
                        .flatMap(times -> times)
                        .toList());
    }
}
