package dev.morlens.diagnosis;

import dev.morlens.ask.AnswerSource;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Case.Elsewhere;
import dev.morlens.diagnosis.facts.DryRunResults;
import dev.morlens.diagnosis.facts.DryRunResults.CloseRuns;
import dev.morlens.diagnosis.facts.Holdings;
import dev.morlens.diagnosis.facts.Labels;
import dev.morlens.diagnosis.facts.NodeFacts;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.market.health.FundingAccount;
import dev.morlens.market.health.FundingHistory;
import dev.morlens.market.health.OnChainHealth;
import dev.morlens.market.health.ProtocolHealth;
import dev.morlens.position.cache.Position;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.protocol.ContractKind;
import dev.morlens.protocol.KnownContract;
import dev.morlens.protocol.KnownContracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.store.feed.Verification;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.OverdueTotal;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** A case for the rules: an address of a scene, and a chain in good order unless said otherwise. */
final class Patient {

    static final Address FUNDING = Address.of("0x" + "fa".repeat(20));
    static final Address TOKEN = Address.of("0x" + "70".repeat(20));
    static final Wei PLENTY = Scene.milliMor(1_000_000_000);
    static final DryRun WORKS = new DryRun(
            true, Optional.empty(), Optional.empty(), 1, Optional.empty(), Optional.empty(), Optional.empty());

    private static final Wei SOME_ETH = Wei.of(1_000_000_000_000_000L);

    private final Scene scene;
    private final Address address;
    private final Map<SessionId, DryRun> closes = new HashMap<>();
    private final Map<Address, Provider> providers = new HashMap<>();
    private final List<Elsewhere> elsewhere = new ArrayList<>();
    private final List<FundingHistory.Level> past = new ArrayList<>();
    private final List<FundingHistory.Level> allowed = new ArrayList<>();
    private Optional<Duration> grace = Optional.empty();
    private Optional<DryRun> claim = Optional.of(WORKS);
    private Optional<DryRun> smallClaim = Optional.empty();
    private Optional<StoredHold> lastRow = Optional.empty();
    private final Map<SessionId, CloseRuns> endings = new HashMap<>();
    private final KnownContracts contracts =
            new KnownContracts(Map.of(TOKEN, new KnownContract(ContractKind.TOKEN, TOKEN, Optional.empty())));
    private Optional<ContractFacts> label = Optional.empty();
    private Wei balance = PLENTY;
    private Wei allowance = PLENTY;
    private Wei ownAllowance = Wei.ZERO;
    private Wei gas = SOME_ETH;
    private NodeFacts.AccountCode accountCode = NodeFacts.AccountCode.NONE;
    private boolean claims = true;
    private boolean chainAnswers = true;
    private boolean stale;
    private boolean backfilling;
    private boolean differs;
    private boolean unseen;
    private Optional<Set<Bucket>> lacking = Optional.empty();
    private long bids;
    private HoldRule holdRule = HoldRule.UNKNOWN;

    Patient(Scene scene, Address address) {
        this.scene = scene;
        this.address = address;
    }

    static DryRun fails(String error) {
        return new DryRun(
                false,
                Optional.of(error),
                Optional.of("Because of " + error + "."),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Network network(String name) {
        return new Network(name, "Chain " + name, 1, TOKEN, Scene.DIAMOND, Optional.empty(), OptionalLong.empty());
    }

    Patient funding(Wei has, Wei allows) {
        balance = has;
        allowance = allows;
        return this;
    }

    Patient fundingWas(FundingHistory.Level... newestFirst) {
        past.addAll(List.of(newestFirst));
        return this;
    }

    Patient fundingAllowed(FundingHistory.Level... newestFirst) {
        allowed.addAll(List.of(newestFirst));
        return this;
    }

    Patient closing(SessionId id, DryRun run) {
        closes.put(id, run);
        return this;
    }

    Patient claiming(DryRun whole, DryRun small) {
        claim = Optional.of(whole);
        smallClaim = Optional.of(small);
        return this;
    }

    /** What closes of a running session would hold back. */
    Patient ending(SessionId id, Wei now, Wei atEnd) {
        FakeStores stores = new FakeStores();
        stores.show("any", scene);
        Session session =
                stores.read("any", networkReads -> networkReads.session(id)).orElseThrow();
        Instant next = scene.head().time().plusSeconds(2);
        endings.put(
                id,
                new CloseRuns(
                        close(session, next, now),
                        close(session, session.facts().endsAt(), atEnd)));
        return this;
    }

    private ClosePreview close(Session session, Instant at, Wei held) {
        SessionFacts facts = session.facts();
        CloseTerms terms = CloseTerms.of(
                holdRule, facts.openedAt(), facts.endsAt(), at, session.stake(), facts.pricePerSecond(), false);
        RulePeriod period = new RulePeriod(Optional.empty(), holdRule, "as the test says", Optional.empty());
        return new ClosePreview(at, period, terms, Optional.of(held), Optional.of(held), Optional.empty());
    }

    /** The row that a claim looks at first. */
    Patient lastRow(StoredHold row) {
        lastRow = Optional.of(row);
        return this;
    }

    Patient settlementAfter(Duration wait) {
        grace = Optional.of(wait);
        return this;
    }

    Patient withoutClaims() {
        claims = false;
        return this;
    }

    Patient withoutGas() {
        gas = Wei.ZERO;
        return this;
    }

    Patient allowing(Wei amount) {
        ownAllowance = amount;
        return this;
    }

    Patient withCode(NodeFacts.AccountCode kind) {
        accountCode = kind;
        return this;
    }

    Patient provider(Provider provider, long activeBids) {
        providers.put(provider.address(), provider);
        bids = activeBids;
        return this;
    }

    Patient under(HoldRule inForce) {
        holdRule = inForce;
        return this;
    }

    Patient chainSilent() {
        chainAnswers = false;
        return this;
    }

    /** The newest blocks are not in the index. */
    Patient stale() {
        stale = true;
        return this;
    }

    /** As a node tells it, without those buckets: its open sessions, and nothing else that the index knows. */
    Patient live(Bucket... without) {
        lacking = Optional.of(Set.of(without));
        return this;
    }

    /** A node's answer, in which the open sessions could not be looked through. */
    Patient unseen() {
        unseen = true;
        return this;
    }

    Patient backfilling() {
        backfilling = true;
        return this;
    }

    /** The index was found wrong about it. */
    Patient differing() {
        differs = true;
        return this;
    }

    Patient alsoOn(String network, Scene other) {
        elsewhere.add(new Elsewhere(network(network), read(other).position()));
        return this;
    }

    /** What is known of the address itself. */
    Patient known(ContractFacts facts) {
        label = Optional.of(facts);
        return this;
    }

    Diagnosis diagnose() {
        Read read = read(scene);
        BlockRef block = read.position().asOf().block();
        var health = new ProtocolHealth(
                read.position().asOf(),
                read.overdue(),
                new FundingHistory(past, allowed),
                answers(new OnChainHealth(
                        block, new FundingAccount(FUNDING, balance, allowance), claims, true, grace)));
        return Diagnosis.of(new Case(
                network("local"),
                read.position(),
                read.holdings(),
                backfilling,
                health,
                lacking.isPresent() && holdRule == HoldRule.UNKNOWN
                        ? RulePeriod.UNREAD
                        : new RulePeriod(Optional.empty(), holdRule, "as the test says", Optional.empty()),
                answers(new NodeFacts(gas, accountCode, ownAllowance, providers, bids, block)),
                chainAnswers
                        ? new DryRunResults(closes, Map.of(), claim, smallClaim, lastRow, endings, true)
                        : DryRunResults.NONE,
                elsewhere,
                new Labels(label, contracts)));
    }

    private record Read(Position position, Holdings holdings, OverdueTotal overdue) {}

    private <T> Optional<T> answers(T facts) {
        return Optional.of(facts).filter(known -> chainAnswers);
    }

    private Read read(Scene from) {
        FakeStores stores = new FakeStores();
        stores.show("any", from);
        return stores.read("any", this::read);
    }

    private Read read(NetworkReads networkReads) {
        BlockRef head = networkReads.head().orElseThrow();
        AsOf asOf = lacking.map(none -> new AsOf(head, FinalityLevel.LATEST, stale, AnswerSource.LIVE, none))
                .orElseGet(() -> new AsOf(head, FinalityLevel.LATEST, stale));
        Position position = Position.at(checked(networkReads.accounts(address)), asOf);
        Holdings known = new HoldingsReader(networkReads, address, asOf.now()).read();
        return new Read(
                position, lacking.isPresent() ? told(position, known) : known, networkReads.overdue(asOf.now()));
    }

    private Holdings told(Position position, Holdings known) {
        List<Session> open = Stream.of(known.running(), known.overdue())
                .flatMap(group -> group.first().stream())
                .toList();
        return Holdings.fromNode(
                new LiveFacts.LiveAddress(position, Optional.of(open).filter(seen -> !unseen)));
    }

    private AddressAccounts checked(AddressAccounts known) {
        Verification mismatch = new Verification(Verification.Status.MISMATCH, OptionalLong.of(1));
        return new AddressAccounts(
                known.address(),
                known.balances(),
                known.openSessions(),
                known.holds(),
                known.modelCount(),
                known.poolPending(),
                known.firstSeen(),
                known.lastActivity(),
                differs ? mismatch : known.verification());
    }
}
