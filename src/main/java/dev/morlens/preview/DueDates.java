package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Session;
import dev.morlens.ledger.Session.Funding;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.position.Position;
import dev.morlens.position.Whereabouts;
import dev.morlens.protocol.Network;
import dev.morlens.store.GrantSum;
import dev.morlens.store.PoolSum;
import dev.morlens.store.Reads;
import dev.morlens.store.SessionGroup;
import dev.morlens.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When something of an address falls due: ends of sessions and releases of holds, its own and those in staking pools. */
@ApplicationScoped
public class DueDates {

    /** Running sessions, and overdue ones, among which those staked from a pool are looked for. */
    private static final int MOST = 500;

    /**
     * @param asOf names what could not be looked at
     * @param position with the ends of sessions staked from its own wallet, and the releases of its rows
     * @param pooled its open sessions that its pool's funders have staked
     * @param pools its own, and those that it funds, in the order of their hot wallets
     */
    public record Found(AsOf asOf, Position position, List<Session> pooled, List<PoolSum> pools) {}

    private final Heads heads;
    private final LiveFacts live;
    private final Whereabouts whereabouts;

    @Inject
    public DueDates(Heads heads, LiveFacts live, Whereabouts whereabouts) {
        this.heads = heads;
        this.live = live;
        this.whereabouts = whereabouts;
    }

    /**
     * From the index; where it is behind, cannot be read, or is wrong about the address, what a node tells instead, who
     * knows nothing of what pools hold.
     *
     * @throws StoreUnavailableException if neither can tell
     */
    public Found of(Network network, Address address) {
        Optional<LiveFacts.Told> present = live.insteadOfOld(network, address);
        if (present.isPresent()) {
            return told(present.get());
        }
        Found indexed;
        try {
            indexed = heads.read(network.name(), (reads, asOf) -> read(reads, asOf, address));
        } catch (StoreUnavailableException e) {
            return withoutIndex(network, whereabouts.of(network, address));
        }
        return live.insteadOfWrong(network, indexed.position())
                .map(DueDates::told)
                .orElse(indexed);
    }

    private static Found read(Reads reads, AsOf asOf, Address address) {
        var sessions = reads.sessionGroups(address, asOf.now(), MOST);
        List<SessionGroup> open = List.of(sessions.overdue(), sessions.running());
        boolean all = open.stream().allMatch(group -> group.count() <= MOST);
        List<GrantSum> grants = reads.grantsOf(address);
        List<Address> hots = Stream.concat(
                        Stream.of(address),
                        grants.stream().map(grant -> grant.grant().hot()))
                .distinct()
                .toList();
        Set<Bucket> unseen = EnumSet.noneOf(Bucket.class);
        if (!all) {
            unseen.add(Bucket.ACTIVE_SESSION);
        }
        if (grants.size() == Reads.MOST_GRANTS) {
            unseen.add(Bucket.STAKING_POOL);
        }
        return new Found(
                asOf.lacking(unseen),
                Position.at(reads.accounts(address), asOf),
                pooled(open.stream().map(SessionGroup::first).flatMap(Collection::stream)),
                reads.pools(hots).values().stream()
                        .sorted(Comparator.comparing(PoolSum::hot))
                        .toList());
    }

    private Found withoutIndex(Network network, Position last) {
        return last.asOf().isLive()
                ? told(live.of(network, last))
                : new Found(
                        last.asOf().lacking(Set.of(Bucket.STAKING_POOL, Bucket.ACTIVE_SESSION)),
                        last,
                        List.of(),
                        List.of());
    }

    private static Found told(LiveFacts.Told told) {
        return new Found(
                told.asOf().lacking(Set.of(Bucket.STAKING_POOL)),
                told.position(),
                pooled(told.open().stream().flatMap(Collection::stream)),
                List.of());
    }

    private static List<Session> pooled(Stream<Session> open) {
        return open.filter(session -> session.fundedBy() == Funding.POOL).toList();
    }
}
