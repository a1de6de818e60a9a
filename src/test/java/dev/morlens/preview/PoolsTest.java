package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.ledger.Session.Funding;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.position.Whereabouts;
import dev.morlens.preview.Action.Kind;
import dev.morlens.preview.Action.Step;
import dev.morlens.protocol.abi.StakeCalls;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.store.PoolSum;
import dev.morlens.store.PoolSum.Queued;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.TestStores;
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
            for (PoolSum pool : pools(hots())) {
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
        Action later = only(Kind.RELEASE_POOL_HOLDS, waiting);
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
        Action release = only(Kind.RELEASE_POOL_HOLDS, waiting);

        assertThat(release.blockedUntil()).isEmpty();
        assertThat(release.who()).containsExactly(Action.Sender.ANYONE);
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
        assertThat(actions(waiting)).extracting(Action::kind).doesNotContain(Kind.RELEASE_POOL_HOLDS);
    }

    @Test
    void withdrawalSaysWhatItPaysAtOnceWithoutADryRun() {
        JsonNode made = stage.chain.scenario("pool-session").get("made");
        Address funder = Address.of(made.get("funder").asText());
        AsOf before = stage.catchUp();
        Wei free = pool(made).withdrawable(before.now());
        PoolActions make =
                new PoolActions(new StakeCalls(stage.network.diamond()), funder, before.now(), Optional.empty());
        Action withdraw = make.of(
                        stage.read(reads -> reads.claims(funder, before.now(), 1))
                                .grants()
                                .getFirst(),
                        pool(made))
                .getFirst();

        Step step = withdraw.calls().getFirst();
        assertThat(step.expected()).contains(free);
        assertThat(free).isLessThan(withdraw.amount().orElseThrow()).isGreaterThan(Wei.ZERO);
        pays(before, funder, funder, step);
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
                "update sessions set returned = 0, held = 0 where funded_by = " + Session.Funding.POOL.code());
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
                .filter(one -> one.fundedBy() == Funding.POOL && !one.isOpen())
                .collect(Collectors.toMap(Session::id, Function.identity()));
    }

    private static Set<Address> hots() {
        return TestStores.statement(stage.network).poolEntries().stream()
                .map(entry -> entry.grant().hot())
                .collect(Collectors.toSet());
    }

    private static Collection<PoolSum> pools(Set<Address> hots) {
        return stage.read(reads -> reads.pools(hots)).values();
    }

    private static PoolSum pool(JsonNode made) {
        return pools(Set.of(Address.of(made.get("hot").asText()))).iterator().next();
    }

    private static void pays(AsOf before, Address to, Address sender, Step step) {
        assertThat(stage.send(sender, step.call().call(), before.now().plusSeconds(2)))
                .isTrue();
        AsOf after = stage.catchUp();
        assertThat(balance(after, to).minus(balance(before, to)))
                .isEqualTo(step.expected().orElseThrow());
    }

    private static Wei balance(AsOf at, Address of) {
        return new DiamondReader(stage.node, stage.network)
                .balance(new BlockId.Hashed(at.block().hash()), of);
    }

    private static Action only(Kind kind, Address address) {
        return actions(address).stream()
                .filter(action -> action.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static List<Action> actions(Address address) {
        return answers().of(stage.network, address).actions();
    }

    private static Action claim(Address address) {
        return answers().claim(stage.network, address).actions().getFirst();
    }

    private static Actions answers() {
        Simulations simulations = stage.simulations(10_000);
        Heads heads = new Heads(TestStores.stores(), new StatusBoard());
        LiveFacts unused = new LiveFacts(new Whereabouts(null, null, heads), simulations);
        return new Actions(heads, unused, stage.rules(), new DryRuns(simulations), simulations);
    }
}
