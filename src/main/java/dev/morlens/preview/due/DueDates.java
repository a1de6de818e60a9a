package dev.morlens.preview.due;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.position.cache.Position;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.PoolTotal;
import dev.morlens.store.read.SessionGroup;
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
    public record DueList(AsOf asOf, Position position, List<Session> pooled, List<PoolTotal> pools) {}

    private final SnapshotReader snapshotReader;
    private final LiveFacts live;
    private final PositionResolver positionResolver;

    @Inject
    public DueDates(SnapshotReader snapshotReader, LiveFacts live, PositionResolver positionResolver) {
        this.snapshotReader = snapshotReader;
        this.live = live;
        this.positionResolver = positionResolver;
    }

    /**
     * From the index; where it is behind, cannot be read, or is wrong about the address, what a node tells instead, who
     * knows nothing of what pools hold.
     *
     * @throws StoreUnavailableException if neither can tell
     */
    public DueList of(Network network, Address address) {
        Optional<LiveFacts.LiveAddress> present = live.liveIfBehind(network, address);
        if (present.isPresent()) {
            return fromNode(present.get());
        }
        DueList indexed;
        try {
            indexed = snapshotReader.read(network.name(), (networkReads, asOf) -> read(networkReads, asOf, address));
        } catch (StoreUnavailableException e) {
            return withoutIndex(network, positionResolver.of(network, address));
        }
        return live.liveIfMismatch(network, indexed.position())
                .map(DueDates::fromNode)
                .orElse(indexed);
    }

    private static DueList read(NetworkReads networkReads, AsOf asOf, Address address) {
        var sessions = networkReads.sessionGroups(address, asOf.now(), MOST);
        List<SessionGroup> open = List.of(sessions.overdue(), sessions.running());
        boolean all = open.stream().allMatch(group -> group.count() <= MOST);
        List<GrantTotal> grants = networkReads.grantsOf(address);
        List<Address> hots = Stream.concat(
                        Stream.of(address),
                        grants.stream().map(grant -> grant.grant().hot()))
                .distinct()
                .toList();
        Set<Bucket> unseen = EnumSet.noneOf(Bucket.class);
        if (!all) {
            unseen.add(Bucket.ACTIVE_SESSION);
        }
        if (grants.size() == NetworkReads.MOST_GRANTS) {
            unseen.add(Bucket.STAKING_POOL);
        }
        return new DueList(
                asOf.lacking(unseen),
                Position.at(networkReads.accounts(address), asOf),
                pooled(open.stream().map(SessionGroup::first).flatMap(Collection::stream)),
                networkReads.pools(hots).values().stream()
                        .sorted(Comparator.comparing(PoolTotal::hot))
                        .toList());
    }

    private DueList withoutIndex(Network network, Position last) {
        return last.asOf().isLive()
                ? fromNode(live.of(network, last))
                : new DueList(
                        last.asOf().lacking(Set.of(Bucket.STAKING_POOL, Bucket.ACTIVE_SESSION)),
                        last,
                        List.of(),
                        List.of());
    }

    private static DueList fromNode(LiveFacts.LiveAddress liveAddress) {
        return new DueList(
                liveAddress.asOf().lacking(Set.of(Bucket.STAKING_POOL)),
                liveAddress.position(),
                pooled(liveAddress.open().stream().flatMap(Collection::stream)),
                List.of());
    }

    private static List<Session> pooled(Stream<Session> open) {
        return open.filter(session -> session.fundedBy() == StakeSource.POOL).toList();
    }
}
