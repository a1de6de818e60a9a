package dev.morlens.testing.scene;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.Counted;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.CursorPage.ChainPlace;
import dev.morlens.store.criteria.HistoryCriteria;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.criteria.OffsetPage;
import dev.morlens.store.criteria.SessionCriteria;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import dev.morlens.store.read.ClaimableItems;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.NoOpTransfer;
import dev.morlens.store.read.OverdueTotal;
import dev.morlens.store.read.OwedToProvider;
import dev.morlens.store.read.PastBalances;
import dev.morlens.store.read.Payees;
import dev.morlens.store.read.PoolDay;
import dev.morlens.store.read.PoolTotal;
import dev.morlens.store.read.ProtocolReads;
import dev.morlens.store.read.SessionGroups;
import dev.morlens.store.read.TransactionLogs;
import dev.morlens.store.read.Upgrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a scene as the store reads its tables. */
record FakeReads(Scene scene) implements NetworkReads {

    @Override
    public Optional<BlockRef> head() {
        return scene.blocks.isEmpty() ? Optional.empty() : Optional.of(scene.head());
    }

    @Override
    public Optional<BlockRef> finalized() {
        return scene.blocks.stream().findFirst();
    }

    @Override
    public NetworkReads upTo(long block) {
        return new FakeReads(scene.upTo(block));
    }

    @Override
    public Optional<BlockRef> lastBlock(long number) {
        return scene.blocks.stream().filter(block -> block.number() <= number).reduce((earlier, later) -> later);
    }

    @Override
    public Optional<BlockRef> lastBlock(Instant time) {
        return scene.blocks.stream()
                .filter(block -> !block.time().isAfter(time))
                .reduce((earlier, later) -> later);
    }

    @Override
    public Optional<BlockRef> nextBlock(long number) {
        return scene.blocks.stream().filter(block -> block.number() > number).findFirst();
    }

    @Override
    public List<PastBalances> history(HistoryCriteria query) {
        long to = query.to().getEpochSecond();
        long from = query.from()
                .or(() -> accounts(query.address()).firstSeen().map(BlockRef::time))
                .orElse(scene.blocks.getFirst().time())
                .getEpochSecond();
        return IntStream.range(0, query.points())
                .mapToObj(i -> to - (to - from) * (query.points() - 1 - i) / Math.max(1, query.points() - 1))
                .flatMap(at -> lastBlock(Instant.ofEpochSecond(at)).stream())
                .map(block -> new PastBalances(
                        block, upTo(block.number()).accounts(query.address()).balances()))
                .toList();
    }

    @Override
    public Map<Address, AddressAccounts> accounts(Collection<Address> addresses) {
        return addresses.stream().distinct().collect(Collectors.toMap(address -> address, this::accounts));
    }

    @Override
    public AddressAccounts accounts(Address address) {
        Map<Bucket, Wei> balances = new EnumMap<>(Bucket.class);
        List<Flow> own =
                scene.flows.stream().filter(flow -> touches(flow, address)).toList();
        for (Flow flow : own) {
            put(balances, flow.from(), flow.fromAfter(), address);
            put(balances, flow.to(), flow.toAfter(), address);
        }
        balances.values().removeIf(Wei::isZero);
        return new AddressAccounts(
                address,
                balances,
                dues(scene.sessions.values().stream()
                        .filter(one -> one.isOpen() && one.facts().user().equals(address))
                        .map(one -> new DatedAmount(one.facts().endsAt(), one.stake(), 1))),
                dues(scene.holds.values().stream()
                        .filter(row -> row.withdrawn().isEmpty() && row.user().equals(address))
                        .map(row -> new DatedAmount(row.releaseAt(), row.amount(), 1))),
                0,
                Wei.sum(grantsOf(address).stream().map(GrantTotal::pending).toList()),
                own.stream().map(Flow::block).findFirst(),
                own.stream().map(Flow::block).reduce((earlier, later) -> later));
    }

    @Override
    public List<Session> sessions(SessionCriteria query, CursorPage cursorPage) {
        return slice(
                scene.sessions.values().stream()
                        .filter(one -> matches(query.user(), one.facts().user())
                                && matches(query.provider(), one.facts().provider())
                                && matches(query.model(), one.facts().modelId())
                                && matches(query.state(), state(one, query.now()))),
                one -> place(one.opened()),
                cursorPage);
    }

    @Override
    public Counted<Session> sessions(SessionCriteria query, OffsetPage offsetPage) {
        List<Session> all = new ArrayList<>(sessions(query, CursorPage.first(Integer.MAX_VALUE)));
        if (offsetPage.oldestFirst()) {
            Collections.reverse(all);
        }
        return new Counted<>(
                all.size(),
                all.stream().skip(offsetPage.skip()).limit(offsetPage.limit()).toList());
    }

    @Override
    public SessionCounts sessionCounts(Address user) {
        Map<Boolean, Long> counts = scene.sessions.values().stream()
                .filter(one -> one.facts().user().equals(user))
                .collect(Collectors.partitioningBy(Session::isOpen, Collectors.counting()));
        return new SessionCounts(counts.get(true), counts.get(false));
    }

    @Override
    public Optional<Session> session(SessionId id) {
        return Optional.ofNullable(scene.sessions.get(id));
    }

    @Override
    public List<HoldRow> holds(HoldCriteria query, CursorPage cursorPage) {
        return slice(
                scene.holds.values().stream()
                        .filter(row ->
                                matches(query.user(), row.user()) && matches(query.state(), state(row, query.now()))),
                row -> place(row.created()),
                cursorPage);
    }

    @Override
    public Optional<HoldRow> hold(SessionId session) {
        return Optional.ofNullable(scene.holds.get(session));
    }

    @Override
    public Map<SessionId, HoldRow> holds(Collection<SessionId> sessions) {
        return sessions.stream().filter(scene.holds::containsKey).collect(Collectors.toMap(id -> id, scene.holds::get));
    }

    @Override
    public Map<PoolDay, Posting> poolReleases(Collection<PoolDay> days) {
        return Map.of();
    }

    @Override
    public List<Flow> movements(MovementCriteria query, CursorPage cursorPage) {
        return slice(
                scene.flows.stream()
                        .filter(flow -> Stream.of(flow.from(), flow.to())
                                .anyMatch(side -> side.owner().equals(query.address())
                                        && matches(query.bucket(), side.bucket()))),
                flow -> new ChainPlace(flow.block().number(), flow.logIndex(), flow.seq()),
                cursorPage);
    }

    @Override
    public Payees payees(Address payer) {
        return new Payees(
                scene.flows.stream()
                        .filter(flow -> flow.from().equals(new Account(payer, Bucket.WALLET)))
                        .map(flow -> flow.to().owner())
                        .filter(to -> !to.equals(payer))
                        .collect(Collectors.toSet()),
                true);
    }

    @Override
    public List<Flow> transaction(Hash txHash) {
        return scene.flows.stream().filter(flow -> flow.txHash().equals(txHash)).toList();
    }

    @Override
    public Optional<TransactionLogs> logs(Hash txHash) {
        List<NoOpTransfer> noOps = scene.noOps.stream()
                .filter(one -> one.at().txHash().equals(txHash))
                .toList();
        List<Flow> flows = transaction(txHash);
        boolean byContract = Stream.concat(
                        flows.stream().map(Flow::from), flows.stream().map(Flow::to))
                .anyMatch(side -> side.bucket().inDiamond());
        return Stream.concat(
                        flows.stream().map(Flow::block),
                        noOps.stream().map(one -> one.at().block()))
                .findFirst()
                .map(block -> new TransactionLogs(block, byContract, false, noOps));
    }

    @Override
    public List<NoOpTransfer> noOps(Address address, CursorPage cursorPage) {
        return slice(
                scene.noOps.stream()
                        .filter(one -> one.from().equals(address) || one.to().equals(address)),
                one -> place(one.at()),
                cursorPage);
    }

    @Override
    public boolean isCanonical(long number, Hash hash) {
        return scene.blocks.stream()
                .anyMatch(block -> block.number() == number && block.hash().equals(hash));
    }

    @Override
    public ClaimableItems claims(Address address, Instant now, int most) {
        return ClaimableItems.NONE;
    }

    @Override
    public List<Upgrade> upgrades() {
        return scene.upgrades;
    }

    @Override
    public List<Session> lateCloses(long from, long to, int most) {
        return List.of();
    }

    @Override
    public List<GrantTotal> grantsOf(Address funder) {
        return scene.grants.stream()
                .filter(one -> one.grant().funder().equals(funder))
                .toList();
    }

    @Override
    public List<GrantTotal> grantsTo(Address hot) {
        return scene.grants.stream()
                .filter(one -> one.grant().hot().equals(hot))
                .toList();
    }

    @Override
    public Map<Address, PoolTotal> pools(Collection<Address> hots) {
        return hots.stream()
                .filter(hot -> !grantsTo(hot).isEmpty())
                .collect(Collectors.toMap(hot -> hot, hot -> scene.pool(hot, grantsTo(hot))));
    }

    @Override
    public SessionGroups sessionGroups(Address user, Instant now, int most) {
        return new FakeSessionGroups(scene, user, now, most);
    }

    @Override
    public OverdueTotal overdue(Instant now) {
        List<Session> overdue = scene.sessions.values().stream()
                .filter(one -> state(one, now) == SessionPhase.OVERDUE)
                .toList();
        return new OverdueTotal(
                overdue.size(),
                Wei.sum(overdue.stream().map(Session::stake).toList()),
                overdue.stream().map(one -> one.facts().endsAt()).min(Comparator.naturalOrder()));
    }

    @Override
    public ProtocolReads protocol() {
        return new FakeProtocolReads(scene);
    }

    @Override
    public OwedToProvider owing(Address provider, int most) {
        List<Session> all = scene.sessions.values().stream()
                .filter(one ->
                        one.facts().provider().equals(provider) && one.facts().directPayment())
                .filter(one ->
                        !one.isOpen() && one.owed(head().orElseThrow().time()).isPositive())
                .toList();
        return new OwedToProvider(
                all.stream().limit(most).toList(),
                Wei.sum(all.stream()
                        .map(one -> one.owed(head().orElseThrow().time()))
                        .toList()));
    }

    private static boolean touches(Flow flow, Address address) {
        return flow.from().owner().equals(address) || flow.to().owner().equals(address);
    }

    private static void put(Map<Bucket, Wei> balances, Account side, Wei after, Address address) {
        if (side.owner().equals(address)) {
            balances.put(side.bucket(), after);
        }
    }

    private static List<DatedAmount> dues(Stream<DatedAmount> single) {
        Map<Instant, DatedAmount> grouped = new TreeMap<>();
        single.forEach(datedAmount -> grouped.merge(
                datedAmount.at(),
                datedAmount,
                (a, b) -> new DatedAmount(a.at(), a.amount().plus(b.amount()), a.count() + b.count())));
        return List.copyOf(grouped.values());
    }

    static SessionPhase state(Session session, Instant now) {
        if (!session.isOpen()) {
            return SessionPhase.CLOSED;
        }
        return now.isBefore(session.facts().endsAt()) ? SessionPhase.OPEN : SessionPhase.OVERDUE;
    }

    static HoldState state(HoldRow row, Instant now) {
        if (row.withdrawn().isPresent()) {
            return HoldState.WITHDRAWN;
        }
        return row.releasedAt(now) ? HoldState.CLAIMABLE : HoldState.LOCKED;
    }

    private static <T> boolean matches(Optional<T> wanted, T value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static ChainPlace place(Posting at) {
        return new ChainPlace(at.block().number(), at.logIndex(), 0);
    }

    private static <T> List<T> slice(Stream<T> all, Function<T, ChainPlace> place, CursorPage cursorPage) {
        Comparator<ChainPlace> order = Comparator.comparingLong(ChainPlace::block)
                .thenComparingInt(ChainPlace::logIndex)
                .thenComparingInt(ChainPlace::seq);
        return all.filter(item -> cursorPage.after().isEmpty()
                        || order.compare(place.apply(item), cursorPage.after().get()) < 0)
                .sorted(Comparator.comparing(place, order).reversed())
                .limit(cursorPage.limit())
                .toList();
    }
}
