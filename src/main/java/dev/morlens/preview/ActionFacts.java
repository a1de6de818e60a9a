package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.position.Position;
import dev.morlens.protocol.abi.SessionCalls;
import dev.morlens.store.AddressAccounts.Due;
import dev.morlens.store.Claims;
import dev.morlens.store.Claims.GrantSum;
import dev.morlens.store.Claims.ModelStake;
import dev.morlens.store.HoldQuery;
import dev.morlens.store.HoldState;
import dev.morlens.store.PoolSum;
import dev.morlens.store.Reads;
import dev.morlens.store.SessionQuery;
import dev.morlens.store.SessionState;
import dev.morlens.store.Slice;
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
        Claims claims,
        Map<Address, PoolSum> pools) {

    /** Of each kind: an answer of thousands of calls helps nobody, and what is done makes room for the next. */
    private static final int MOST = 100;

    /** More rows than that nobody has; they would take an answer of their own. */
    private static final int MOST_ROWS = 10_000;

    static ActionFacts read(Reads reads, AsOf asOf, Address address) {
        Position position = Position.at(reads.accounts(address), asOf);
        Claims claims = reads.claims(address, asOf.now().plus(NextBlock.SOON), MOST);
        return new ActionFacts(
                asOf,
                position,
                position.holds().count() > SessionCalls.MOST_ITERATIONS ? rows(reads, asOf, address) : List.of(),
                sessions(reads, asOf, address, SessionState.OVERDUE),
                sessions(reads, asOf, address, SessionState.OPEN),
                claims,
                reads.pools(Stream.concat(claims.grants().stream().map(GrantSum::hot), Stream.of(address))
                        .distinct()
                        .toList()));
    }

    /** What a node told: nothing of models, grants and what sessions owe, and no rows one by one. */
    static ActionFacts told(LiveFacts.Told told) {
        return told(told, Claims.NONE, Map.of(), Set.of());
    }

    /**
     * What a node told of an address of which this was found wrong. No view lists its models and grants: they are these
     * where their sum is the node's, and missing where it is not. What sessions owe to it no node tells.
     */
    ActionFacts corrected(LiveFacts.Told told) {
        boolean staked = told.position()
                .balance(Bucket.MODEL_STAKE)
                .equals(Wei.sum(claims.models().stream().map(ModelStake::stake).toList()));
        boolean funded = told.position()
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
        Claims borneOut =
                new Claims(List.of(), funded ? claims.grants() : List.of(), staked ? claims.models() : List.of());
        return told(told, borneOut, funded ? pools : Map.of(), doubtful);
    }

    private static ActionFacts told(
            LiveFacts.Told told, Claims claims, Map<Address, PoolSum> pools, Set<Bucket> doubtful) {
        return new ActionFacts(
                told.asOf().lacking(doubtful),
                told.position(),
                List.of(),
                told.overdue().stream().limit(MOST).toList(),
                told.running().stream().limit(MOST).toList(),
                claims,
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
                        position.accounts().holds().stream().map(Due::at),
                        pools.values().stream()
                                .flatMap(pool -> pool.days().stream().map(PoolSum.Day::releaseAt))));
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

    private static List<HoldRow> rows(Reads reads, AsOf asOf, Address address) {
        List<HoldRow> rows = new ArrayList<>();
        for (HoldState state : List.of(HoldState.LOCKED, HoldState.CLAIMABLE)) {
            HoldQuery query = new HoldQuery(Optional.of(address), Optional.of(state), asOf.now());
            rows.addAll(reads.holds(query, Slice.first(MOST_ROWS)));
        }
        return rows;
    }

    private static List<Session> sessions(Reads reads, AsOf asOf, Address user, SessionState state) {
        return reads.sessions(
                new SessionQuery(Optional.of(user), Optional.empty(), Optional.empty(), Optional.of(state), asOf.now()),
                Slice.first(MOST));
    }
}
