package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.preview.action.ActionKind;
import dev.morlens.preview.action.DryRuns;
import dev.morlens.preview.action.PoolActions;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.action.RecoveryActions;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.read.PoolTotal;
import dev.morlens.store.read.PoolTotal.Queued;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the index says of staking pools, held against the contracts of a played chain, and the calls that free them. */
class PoolsTest {

    private static final int ROUNDS = 60;

    private static PreviewStage stage;

    @BeforeAll
    static void begin() {
        stage = new PreviewStage(Counts.seed("PoolsTest"), 40);
        stage.chain.upgrade("daylock");
        stage.chain.upgrade("pool");
        stage.chain.scenario("pool-session");
        stage.chain.scenario("pool-queue");
        stage.chain.play(150);
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void sumsOfPoolsAreWhatTheContractSaysOfThem() {
        int compared = 0;
        int waiting = 0;
        for (int round = 0; round < Counts.of(ROUNDS); round++) {
            stage.chain.play(20);
            AsOf asOf = stage.catchUp();
            for (PoolTotal pool : pools(hots())) {
                PoolAt contract = PoolAt.read(stage, asOf, pool.hot());
                assertThat(pool.free()).isEqualTo(contract.pool().free());
                assertThat(pool.locked()).isEqualTo(contract.pool().locked());
                assertThat(pool.pending()).isEqualTo(contract.pool().pendingTotal());
                assertThat(pool.days()).hasSize((int) contract.pool().holdCount());
                assertThat(pool.releasable(asOf.now()))
                        .isEqualTo(contract.days().available());
                assertThat(pool.held(asOf.now())).isEqualTo(contract.days().hold());
                assertThat(pool.queue())
                        .extracting(Queued::funder)
                        .isEqualTo(PoolQueue.read(
                                stage, new BlockId.Hashed(asOf.block().hash()), pool.hot()));
                compared++;
                waiting += pool.queue().size();
            }
        }
        Counts.say("PoolsTest: %d pools as the contract has them, %d withdrawals in their queues"
                .formatted(compared, waiting));
        assertThat(List.of(compared, waiting)).doesNotContain(0);
    }

    @Test
    void releaseOffersItselfForTheMidnightAndThenPaysTheQueueAsItsDryRunSays() {
        JsonNode made = stage.chain.scenario("pool-queue").get("made");
        Address waiting = Address.of(made.get("second").asText());
        AsOf before = stage.catchUp();
        RecoveryAction later = only(ActionKind.RELEASE_POOL_HOLDS, waiting);
        assertThat(later.subject())
                .contains(Address.of(made.get("hot").asText()).checksummed());
        assertThat(later.blockedUntil())
                .hasValueSatisfying(until -> assertThat(until).isAfter(before.now()));
        assertThat(later.calls().getFirst().notBefore()).isEqualTo(later.blockedUntil());
        assertThat(later.dryRun()).isEmpty();
        assertThat(claim(waiting).needs())
                .hasValueSatisfying(needs -> assertThat(needs).contains("Nothing is on hold", "releasePoolHolds"));

        stage.anvil.mine(later.blockedUntil().orElseThrow());
        AsOf after = stage.catchUp();
        RecoveryAction release = only(ActionKind.RELEASE_POOL_HOLDS, waiting);

        assertThat(release.blockedUntil()).isEmpty();
        assertThat(release.who()).containsExactly(RecoveryAction.Sender.ANYONE);
        assertThat(release.amount()).isEqualTo(later.amount());
        assertThat(release.dryRun())
                .hasValueSatisfying(run -> assertThat(run.ok()).isTrue());
        Wei expected = release.calls().getFirst().expected().orElseThrow();
        assertThat(expected)
                .as("somebody waits for it")
                .isEqualTo(pool(made).payable(waiting, release.amount().orElseThrow()));
        assertThat(expected.isPositive()).isTrue();
        pays(
                after,
                waiting,
                Address.of(made.get("first").asText()),
                release.calls().getFirst());
        stage.catchUp();
        assertThat(actions(waiting)).extracting(RecoveryAction::kind).doesNotContain(ActionKind.RELEASE_POOL_HOLDS);
    }

    @Test
    void withdrawalSaysWhatItPaysAtOnceWithoutADryRun() {
        JsonNode made = stage.chain.scenario("pool-session").get("made");
        Address funder = Address.of(made.get("funder").asText());
        AsOf before = stage.catchUp();
        Wei free = pool(made).withdrawable(before.now());
        PoolActions make =
                new PoolActions(new StakeCalls(stage.network.diamond()), funder, before.now(), Optional.empty());
        RecoveryAction withdraw = make.of(
                        stage.read(networkReads -> networkReads.claims(funder, before.now(), 1))
                                .grants()
                                .getFirst(),
                        pool(made))
                .getFirst();

        CallStep callStep = withdraw.calls().getFirst();
        assertThat(callStep.expected()).contains(free);
        assertThat(free).isLessThan(withdraw.amount().orElseThrow()).isGreaterThan(Wei.ZERO);
        pays(before, funder, funder, callStep);
    }

    /** What was indexed before the parts of pools' closes were written down. */
    @Test
    void anOlderIndexIsBroughtUpToDateByTheMigration() throws IOException {
        stage.chain.scenario("pool-queue");
        stage.catchUp();
        Map<Object, Session> known = closedPoolSessions();
        assertThat(known.values())
                .anyMatch(one -> one.closing().orElseThrow().held().isPositive());
        TestStores.edit(
                stage.network,
                "update sessions set returned = 0, held = 0 where funded_by = " + Session.StakeSource.POOL.code());
        assertThat(closedPoolSessions()).isNotEqualTo(known);
        String migration = new String(
                getClass()
                        .getResourceAsStream("/db/migration/V6__pool_closes.sql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);

        TestStores.edit(stage.network, migration.substring(0, migration.indexOf(';')));

        assertThat(closedPoolSessions()).isEqualTo(known);
    }

    private static Map<Object, Session> closedPoolSessions() {
        return TestStores.statement(stage.network).sessions().stream()
                .filter(one -> one.fundedBy() == StakeSource.POOL && !one.isOpen())
                .collect(Collectors.toMap(Session::id, Function.identity()));
    }

    private static Set<Address> hots() {
        return TestStores.statement(stage.network).poolEntries().stream()
                .map(entry -> entry.grant().hot())
                .collect(Collectors.toSet());
    }

    private static Collection<PoolTotal> pools(Set<Address> hots) {
        return stage.read(networkReads -> networkReads.pools(hots)).values();
    }

    private static PoolTotal pool(JsonNode made) {
        return pools(Set.of(Address.of(made.get("hot").asText()))).iterator().next();
    }

    private static void pays(AsOf before, Address to, Address sender, CallStep callStep) {
        assertThat(stage.send(sender, callStep.call().call(), before.now().plusSeconds(2)))
                .isTrue();
        AsOf after = stage.catchUp();
        assertThat(balance(after, to).minus(balance(before, to)))
                .isEqualTo(callStep.expected().orElseThrow());
    }

    private static Wei balance(AsOf at, Address of) {
        return new DiamondReader(stage.node, stage.network)
                .balance(new BlockId.Hashed(at.block().hash()), of);
    }

    private static RecoveryAction only(ActionKind actionKind, Address address) {
        return actions(address).stream()
                .filter(recoveryAction -> recoveryAction.kind() == actionKind)
                .findFirst()
                .orElseThrow();
    }

    private static List<RecoveryAction> actions(Address address) {
        return answers().of(stage.network, address).actions();
    }

    private static RecoveryAction claim(Address address) {
        return answers().claim(stage.network, address).actions().getFirst();
    }

    private static RecoveryActions answers() {
        NodeQueries nodeQueries = stage.simulations(10_000);
        SnapshotReader snapshotReader = new SnapshotReader(TestStores.stores(), new IndexStatusRegistry());
        LiveFacts unused = new LiveFacts(new PositionResolver(null, null, snapshotReader), nodeQueries);
        return new RecoveryActions(snapshotReader, unused, stage.rules(), new DryRuns(nodeQueries), nodeQueries);
    }
}
