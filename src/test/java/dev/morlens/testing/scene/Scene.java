package dev.morlens.testing.scene;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.Closing;
import dev.morlens.ledger.entry.Session.EndedBy;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionFacts.Closeout;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.store.read.NoOpTransfer;
import dev.morlens.store.read.PoolTotal;
import dev.morlens.store.read.Upgrade;
import dev.morlens.testing.chain.BlockSpeed;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What happened on one network, acted out: each act is a transaction in a block of its own, five blocks a second. */
public final class Scene {

    public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    public static final Address DIAMOND = Address.of("0x" + "d1".repeat(20));

    /** From which providers are paid. */
    public static final Address FUNDING = Address.of("0x" + "fa".repeat(20));

    private static final BlockSpeed SPEED = BlockSpeed.FIVE_A_SECOND;

    final List<BlockRef> blocks = new ArrayList<>();
    final List<Flow> flows = new ArrayList<>();
    final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    final List<Upgrade> upgrades = new ArrayList<>();
    final List<NoOpTransfer> noOps = new ArrayList<>();
    final List<GrantTotal> grants = new ArrayList<>();
    final Map<SessionId, HoldRow> holds = new LinkedHashMap<>();
    private final Map<Address, List<PoolTotal.PoolReleaseDay>> poolDays = new LinkedHashMap<>();
    private final Map<Account, Wei> balances = new LinkedHashMap<>();
    private final String name;

    private int acts;
    private int seq;

    public Scene(String name) {
        this(name, true);
    }

    private Scene(String name, boolean begun) {
        this.name = name;
        if (begun) {
            mine(START);
        }
    }

    /** One of which nothing has been indexed yet. */
    static Scene notBegun() {
        return new Scene("", false);
    }

    /** As it was at an earlier block, with all its blocks. */
    public Scene upTo(long number) {
        Scene then = new Scene(name, false);
        then.blocks.addAll(blocks);
        flows.stream().filter(flow -> flow.block().number() <= number).forEach(then.flows::add);
        noOps.stream().filter(one -> one.at().block().number() <= number).forEach(then.noOps::add);
        sessions.values().stream()
                .filter(one -> one.opened().block().number() <= number)
                .forEach(one -> then.sessions.put(one.id(), one.asOf(number, Wei.ZERO)));
        holds.values().stream()
                .filter(row -> row.created().block().number() <= number)
                .forEach(row -> then.holds.put(row.session(), row.asOf(number)));
        return then;
    }

    /** A whole number of thousandths of MOR. */
    public static Wei milliMor(long thousandths) {
        return Wei.of(BigInteger.valueOf(thousandths).multiply(BigInteger.TEN.pow(15)));
    }

    public static Address person(int number) {
        return Address.of("0x%040x".formatted(0xa000 + number));
    }

    /** The next block, at a time. */
    public BlockRef mine(Instant time) {
        BlockRef block = new BlockRef(100 + blocks.size(), id("block", blocks.size()), time);
        blocks.add(block);
        return block;
    }

    public BlockRef block(long number) {
        return blocks.get(Math.toIntExact(number - blocks.getFirst().number()));
    }

    public BlockRef head() {
        return blocks.getLast();
    }

    public Hash lastTransaction() {
        return id("tx", acts);
    }

    /** Puts the contract together anew, with these functions. */
    public void upgrade(Integer... selectors) {
        Address facet = Address.of("0x%040x".formatted(0xface0000 + upgrades.size()));
        upgrades.add(new Upgrade(act().block(), List.of(new FacetCut(facet, 0, List.of(selectors)))));
    }

    public void mint(Address to, Wei amount) {
        Posting at = act();
        flow(at, FlowKind.MINT, new Account(Address.ZERO, Bucket.SUPPLY), wallet(to), amount, Optional.empty());
    }

    public void transfer(Address from, Address to, Wei amount) {
        flow(act(), FlowKind.TRANSFER, wallet(from), wallet(to), amount, Optional.empty());
    }

    /** A transfer that moves nothing, by somebody who need have nothing to do with either. */
    public void noOp(Address from, Address to, Wei amount) {
        noOps.add(new NoOpTransfer(act(), from, to, amount, false));
    }

    /** Moves an amount between two of an owner's buckets. */
    public void shift(FlowKind kind, Address owner, Bucket from, Bucket to, Wei amount) {
        flow(act(), kind, new Account(owner, from), new Account(owner, to), amount, Optional.empty());
    }

    /** What a funder has in a hot wallet's pool. */
    public void grant(GrantTotal grant) {
        grants.add(grant);
    }

    /** What a hot wallet's pool holds until a day ends, of what its grants have locked. */
    public void poolHolds(Address hot, Instant releaseAt, Wei amount) {
        poolDays.computeIfAbsent(hot, one -> new ArrayList<>()).add(new PoolTotal.PoolReleaseDay(releaseAt, amount));
    }

    /** The sum of its grants; withdrawals are queued in the order of the grants. */
    PoolTotal pool(Address hot, List<GrantTotal> its) {
        Wei locked = Wei.sum(its.stream().map(GrantTotal::locked).toList());
        Wei pending = Wei.sum(its.stream().map(GrantTotal::pending).toList());
        Wei principal = Wei.sum(its.stream().map(GrantTotal::principal).toList());
        return new PoolTotal(
                hot,
                principal.plus(pending).minus(locked),
                locked,
                poolDays.getOrDefault(hot, List.of()),
                its.stream()
                        .filter(grant -> grant.pending().isPositive())
                        .map(grant -> new PoolTotal.Queued(grant.grant().funder(), grant.pending()))
                        .toList());
    }

    public SessionId open(Address user, Address provider, Wei stake, Duration length) {
        return open(user, provider, stake, length, false);
    }

    /** At a price of a thousandth of a thousandth of MOR a second. */
    public SessionId open(Address user, Address provider, Wei stake, Duration length, boolean direct) {
        return open(user, provider, stake, length, direct, Wei.of(1_000_000_000_000L));
    }

    /** A direct-payment session of a second, at that price, that is closed and not collected. */
    public SessionId owe(Address user, Address provider, Wei price) {
        mint(user, price);
        SessionId id = open(user, provider, price, Duration.ofSeconds(1), true, price);
        mine(head().time().plusSeconds(1));
        close(id, Wei.ZERO);
        return id;
    }

    /** Its provider claims of a direct-payment session that much. */
    public void collect(SessionId id, Wei amount) {
        Session session = sessions.get(id);
        Address provider = session.facts().provider();
        sessions.put(id, session.paying(amount));
        move(act(), id, new Account(provider, Bucket.PROVIDER_DUE), wallet(provider), amount);
    }

    private SessionId open(
            Address user, Address provider, Wei stake, Duration length, boolean direct, Wei pricePerSecond) {
        Posting at = act();
        SessionId id = new SessionId(id("session", sessions.size()));
        SessionFacts facts = new SessionFacts(
                id,
                user,
                provider,
                id("model", 1),
                id("bid", 1),
                pricePerSecond,
                stake,
                direct,
                at.block().time(),
                at.block().time().plus(length),
                Optional.empty());
        sessions.put(id, new Session(facts, stake, StakeSource.WALLET, at, Optional.empty(), Wei.ZERO));
        flow(at, FlowKind.SESSION_OPENED, wallet(user), escrow(user), stake, Optional.of(id));
        return id;
    }

    /** Closes, holding back an amount of the stake. */
    public void close(SessionId id, Wei held) {
        Posting at = act();
        Session open = sessions.get(id);
        SessionFacts facts = open.facts();
        Wei reward = facts.directPayment() ? open.cost(at.block().time()) : Wei.ZERO;
        Wei returned = open.stake().minus(held).minus(reward);
        SessionFacts closedFacts = new SessionFacts(
                id,
                facts.user(),
                facts.provider(),
                facts.modelId(),
                facts.bidId(),
                facts.pricePerSecond(),
                facts.stake(),
                facts.directPayment(),
                facts.openedAt(),
                facts.endsAt(),
                Optional.of(new Closeout(at.block().time(), 0)));
        sessions.put(
                id,
                new Session(
                        closedFacts,
                        open.stake(),
                        open.fundedBy(),
                        open.opened(),
                        Optional.of(new Closing(at, EndedBy.CLOSE, returned, held)),
                        open.providerPaid()));
        move(at, id, escrow(facts.user()), wallet(facts.user()), returned);
        move(at, id, escrow(facts.user()), new Account(facts.user(), Bucket.ON_HOLD), held);
        move(at, id, escrow(facts.user()), new Account(facts.provider(), Bucket.PROVIDER_DUE), reward);
        if (held.isPositive()) {
            Instant release = DayLock.releaseAt(DayLock.sessionEnd(at.block().time(), facts.endsAt()));
            holds.put(
                    id,
                    new HoldRow(
                            id,
                            facts.user(),
                            held,
                            release,
                            at,
                            OptionalInt.of(0),
                            Optional.empty(),
                            OptionalInt.empty()));
        }
    }

    public void claim(SessionId id) {
        Posting at = act();
        HoldRow row = holds.get(id);
        holds.put(
                id,
                new HoldRow(
                        id,
                        row.user(),
                        row.amount(),
                        row.releaseAt(),
                        row.created(),
                        OptionalInt.empty(),
                        Optional.of(at),
                        OptionalInt.of(0)));
        flow(
                at,
                FlowKind.HOLD_CLAIMED,
                new Account(row.user(), Bucket.ON_HOLD),
                wallet(row.user()),
                row.amount(),
                Optional.of(id));
    }

    private void move(Posting at, SessionId id, Account from, Account to, Wei amount) {
        if (amount.isPositive()) {
            flow(at, FlowKind.SESSION_CLOSED, from, to, amount, Optional.of(id));
        }
    }

    private void flow(Posting at, FlowKind kind, Account from, Account to, Wei amount, Optional<SessionId> session) {
        Wei left = balances.merge(from, amount.negate(), Wei::plus);
        Wei right = balances.merge(to, amount, Wei::plus);
        flows.add(
                new Flow(at.block(), at.logIndex(), seq++, at.txHash(), kind, from, to, amount, left, right, session));
    }

    private Posting act() {
        seq = 0;
        acts++;
        return new Posting(mine(head().time().plusSeconds(SPEED.secondsBefore(blocks.size()))), 1, lastTransaction());
    }

    /** Real ids look like one another by chance alone: here, too, those of two kinds end differently. */
    Hash id(String kind, int number) {
        return Hash.of("0x%064x"
                .formatted(new BigInteger(1, (name + kind).getBytes(StandardCharsets.UTF_8))
                        .shiftLeft(32)
                        .add(BigInteger.valueOf(((long) number << 16) + (number * 7919 + kind.hashCode() & 0xffff)))
                        .mod(BigInteger.TWO.pow(256))));
    }

    private static Account wallet(Address owner) {
        return new Account(owner, Bucket.WALLET);
    }

    private static Account escrow(Address owner) {
        return new Account(owner, Bucket.ACTIVE_SESSION);
    }
}
