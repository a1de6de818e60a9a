package dev.morlens.preview.action;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.cache.Position;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.preview.due.NextBlock;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.criteria.SessionCriteria;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import dev.morlens.store.read.ClaimableItems;
import dev.morlens.store.read.ClaimableItems.ClaimableGrant;
import dev.morlens.store.read.ClaimableItems.ModelStake;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.PoolTotal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an address's actions are made of, all of it at one block.
 *
 * @param rows its hold rows, read only where one claim cannot take them all
 * @param claims sessions that owe it something may end only soon after the block: {@link #owing}
 * @param pools those that it funds, by hot wallet, and its own
 */
record ActionFacts(
        AsOf asOf,
        Position position,
        List<HoldRow> rows,
        List<Session> overdue,
        List<Session> running,
        ClaimableItems claims,
        Map<Address, PoolTotal> pools) {

    /** Of each kind: an answer of thousands of calls helps nobody, and what is done makes room for the next. */
    private static final int MOST = 100;

    /** More rows than that nobody has; they would take an answer of their own. */
    private static final int MOST_ROWS = 10_000;

    static ActionFacts read(NetworkReads networkReads, AsOf asOf, Address address) {
        Position position = Position.at(networkReads.accounts(address), asOf);
        ClaimableItems claimableItems = networkReads.claims(address, asOf.now().plus(NextBlock.SOON), MOST);
        return new ActionFacts(
                asOf,
                position,
                position.holds().count() > SessionCalls.MOST_ITERATIONS ? rows(networkReads, asOf, address) : List.of(),
                sessions(networkReads, asOf, address, SessionPhase.OVERDUE),
                sessions(networkReads, asOf, address, SessionPhase.OPEN),
                claimableItems,
                networkReads.pools(
                        Stream.concat(claimableItems.grants().stream().map(ClaimableGrant::hot), Stream.of(address))
                                .distinct()
                                .toList()));
    }

    /** What a node told: nothing of models, grants and what sessions owe, and no rows one by one. */
    static ActionFacts fromNode(LiveFacts.LiveAddress liveAddress) {
        return fromNode(liveAddress, ClaimableItems.NONE, Map.of(), Set.of());
    }

    /**
     * What a node told of an address of which this was found wrong. No view lists its models and grants: they are these
     * where their sum is the node's, and missing where it is not. What sessions owe to it no node tells.
     */
    ActionFacts corrected(LiveFacts.LiveAddress liveAddress) {
        boolean staked = liveAddress
                .position()
                .balance(Bucket.MODEL_STAKE)
                .equals(Wei.sum(claims.models().stream().map(ModelStake::stake).toList()));
        boolean funded = liveAddress
                .position()
                .balance(Bucket.STAKING_POOL)
                .equals(Wei.sum(claims.grants().stream()
                        .map(grant -> grant.principal().plus(grant.pending()))
                        .toList()));
        Set<Bucket> doubtful = EnumSet.noneOf(Bucket.class);
        if (!staked) {
            doubtful.add(Bucket.MODEL_STAKE);
        }
        if (!funded) {
            doubtful.add(Bucket.STAKING_POOL);
        }
        ClaimableItems borneOut = new ClaimableItems(
                List.of(), funded ? claims.grants() : List.of(), staked ? claims.models() : List.of());
        return fromNode(liveAddress, borneOut, funded ? pools : Map.of(), doubtful);
    }

    private static ActionFacts fromNode(
            LiveFacts.LiveAddress liveAddress,
            ClaimableItems claimableItems,
            Map<Address, PoolTotal> pools,
            Set<Bucket> doubtful) {
        return new ActionFacts(
                liveAddress.asOf().lacking(doubtful),
                liveAddress.position(),
                List.of(),
                liveAddress.overdue().stream().limit(MOST).toList(),
                liveAddress.running().stream().limit(MOST).toList(),
                claimableItems,
                pools);
    }

    /** The same facts as they are judged at another time. */
    ActionFacts supposing(Instant later) {
        Map<Boolean, List<Session>> ended = Stream.concat(running.stream(), overdue.stream())
                .collect(Collectors.partitioningBy(
                        session -> !later.isBefore(session.facts().endsAt())));
        return new ActionFacts(
                asOf.supposing(later),
                position.supposing(later),
                rows,
                ended.get(true),
                ended.get(false),
                claims,
                pools);
    }

    /** Sessions that have ended and owe it something as their provider, the largest debts first. */
    List<Session> owing() {
        return claims.owing().stream()
                .filter(session -> !session.isOpen()
                        || !asOf.now().isBefore(session.facts().endsAt()))
                .toList();
    }

    /** When something of it ends or is released. */
    Stream<Instant> turns() {
        return Stream.concat(
                Stream.of(running, claims.owing())
                        .flatMap(List::stream)
                        .map(session -> session.facts().endsAt()),
                Stream.concat(
                        position.accounts().holds().stream().map(DatedAmount::at),
                        pools.values().stream()
                                .flatMap(pool -> pool.days().stream().map(PoolTotal.PoolReleaseDay::releaseAt))));
    }

    /** Whether there are rows on hold, or may be: a node that has too many to read does not tell what is in them. */
    boolean mayHaveHolds() {
        return position.holds().count() > 0 || !position.knows(Bucket.ON_HOLD);
    }

    /** Whether one claim cannot take all rows, and it is not known what it can take. */
    boolean lacksRows() {
        return rows.isEmpty() && position.holds().count() > SessionCalls.MOST_ITERATIONS;
    }

    Address address() {
        return position.address();
    }

    private static List<HoldRow> rows(NetworkReads networkReads, AsOf asOf, Address address) {
        List<HoldRow> rows = new ArrayList<>();
        for (HoldState state : List.of(HoldState.LOCKED, HoldState.CLAIMABLE)) {
            HoldCriteria query = new HoldCriteria(Optional.of(address), Optional.of(state), asOf.now());
            rows.addAll(networkReads.holds(query, CursorPage.first(MOST_ROWS)));
        }
        return rows;
    }

    private static List<Session> sessions(NetworkReads networkReads, AsOf asOf, Address user, SessionPhase state) {
        return networkReads.sessions(
                new SessionCriteria(
                        Optional.of(user), Optional.empty(), Optional.empty(), Optional.of(state), asOf.now()),
                CursorPage.first(MOST));
    }
}
