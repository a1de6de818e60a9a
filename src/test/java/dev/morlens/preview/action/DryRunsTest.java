package dev.morlens.preview.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.PreviewStage;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.UnsignedCall;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dry runs against the contracts on a real node, and their budget. */
class DryRunsTest {

    private static final Address USER = Address.of("0x" + "aa".repeat(20));
    private static final Network NETWORK = new Network(
            "local", "Local", 31337, USER, Address.of("0x" + "d1".repeat(20)), Optional.empty(), OptionalLong.empty());

    private static PreviewStage stage;

    @BeforeAll
    static void begin() {
        stage = new PreviewStage(7, 10);
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void lockedHoldIsRefusedAndReleasedOnePasses() {
        JsonNode locked = stage.chain.scenario("locked-hold");
        AsOf before = stage.catchUp();
        Address user = stage.session(locked).facts().user();
        Optional<DryRun> early = runs().claim(stage.network, before, user, 1);
        assertThat(early.orElseThrow().error()).contains("SessionUserAmountToWithdrawIsZero");
        assertThat(early.orElseThrow().reason()).isPresent();

        stage.anvil.mine(before.now().plusSeconds(86_400));

        AsOf released = stage.catchUp();
        assertThat(runs().claim(stage.network, released, user, 1)).contains(ok(released));
        assertThat(runs().claim(stage.network, before, user, 1)).isEqualTo(early);
    }

    @Test
    void closeFailsWhileTheFundingAccountIsEmpty() {
        Session overdue = stage.session(stage.chain.scenario("overdue-session"));
        DryRun close = runs().close(stage.network, stage.catchUp(), overdue).orElseThrow();

        assertThat(close.ok()).isFalse();
        assertThat(close.error()).hasValueSatisfying(name -> assertThat(name).startsWith("ERC20: "));
        assertThat(close.reason()).hasValueSatisfying(words -> assertThat(words).contains("funding account"));
    }

    @Test
    void runningSessionCanBeClosedByItsUser() {
        Session running = stage.session(stage.chain.scenario("running-session"));
        AsOf asOf = stage.catchUp();
        assertThat(runs().close(stage.network, asOf, running)).contains(ok(asOf));
    }

    @Test
    void settlingNeedsTheFunctionAndItsGrace() {
        Session session = stage.session(stage.chain.scenario("overdue-session"));
        assertThat(runs().settle(stage.network, stage.catchUp(), session)
                        .orElseThrow()
                        .error())
                .contains("Diamond: selector is not registered");

        stage.chain.upgrade("pool");
        AsOf early = stage.catchUp();
        assertThat(runs().settle(stage.network, early, session).orElseThrow().error())
                .contains("SessionNotYetSettleable");

        stage.anvil.mine(session.facts().endsAt().plusSeconds(86_400));
        AsOf late = stage.catchUp();
        assertThat(runs().settle(stage.network, late, session)).contains(ok(late));
    }

    /** The block before midnight refuses the claim that the block of midnight takes: both are known beforehand. */
    @Test
    void whatALaterBlockTakesIsTriedInASimulatedOne() {
        Address user =
                stage.session(stage.chain.scenario("locked-hold")).facts().user();
        Instant midnight = DayLock.releaseAt(stage.catchUp().now());
        stage.anvil.mine(midnight.minusSeconds(1));
        AsOf before = stage.catchUp();
        AsOf then = before.supposing(midnight);

        assertThat(runs().claim(stage.network, before, user, 1).orElseThrow().ok())
                .isFalse();
        assertThat(runs().claim(stage.network, then, user, 1)).contains(ok(then));
    }

    @Test
    void withoutSimulationALaterBlockIsNotTriedInAnEarlierOne() {
        FakeNode node = node();
        AsOf now = head(node, false);
        DryRuns runs = new DryRuns(PreviewStage.simulations(node, 5));

        assertThat(runs.claim(NETWORK, now.supposing(now.now().plusSeconds(1)), USER, 1))
                .isEmpty();
        assertThat(runs.claim(NETWORK, now, USER, 1)).contains(ok(now));
    }

    @Test
    void budgetLimitsQuestionsButNotAnswersAlreadyThere() {
        FakeNode node = node();
        DryRuns runs = new DryRuns(PreviewStage.simulations(node, 2));
        AsOf now = head(node, false);

        assertThat(runs.claim(NETWORK, now, USER, 1)).isPresent();
        assertThat(runs.claim(NETWORK, now, USER, 2)).isPresent();
        assertThat(runs.claim(NETWORK, now, USER, 3)).isEmpty();
        assertThat(runs.claim(NETWORK, now, USER, 1)).contains(ok(now));
        assertThat(node.requests()).as("two dry runs and the head").isEqualTo(3);
    }

    @Test
    void manyCallsInSequenceTakeMoreOfTheBudgetThanOne() {
        FakeNode node = node();
        AsOf now = head(node, false);
        UnsignedCall call = new SessionCalls(NETWORK.diamond()).withdrawUserStakes(USER, 255);
        RecoveryAction many = action(Collections.nCopies(40, CallStep.of(call)).toArray(CallStep[]::new));
        DryRuns runs = new DryRuns(PreviewStage.simulations(node, 10));

        assertThat(runs.claim(NETWORK, now, USER, 1)).isPresent();
        assertThat(runs.claim(NETWORK, now, USER, 2)).isPresent();
        assertThat(runs.claim(NETWORK, now, USER, 3)).isPresent();
        assertThat(runs.of(NETWORK, now, many)).as("40 calls take eight of ten").isEmpty();
        assertThat(new DryRuns(PreviewStage.simulations(node, 10)).of(NETWORK, now, many))
                .isPresent();
    }

    @Test
    void nobodyIsAskedWithoutBudgetOrAboutAChainThatMayHaveGoneOn() {
        FakeNode node = node();
        assertThat(new DryRuns(PreviewStage.simulations(node, 0)).claim(NETWORK, head(node, false), USER, 1))
                .isEmpty();
        assertThat(new DryRuns(PreviewStage.simulations(node, 5)).claim(NETWORK, head(node, true), USER, 1))
                .isEmpty();
        assertThat(node.requests()).as("the head, twice").isEqualTo(2);
    }

    @Test
    void nodeThatFailsIsAskedAgain() {
        FakeNode node = node();
        DryRuns runs = new DryRuns(PreviewStage.simulations(node, 5));
        AsOf now = head(node, false);
        node.faults().failNext(1);

        assertThat(runs.claim(NETWORK, now, USER, 1)).isEmpty();
        assertThat(runs.claim(NETWORK, now, USER, 1)).contains(ok(now));
    }

    @Test
    void nodeThatCannotTrySeveralInSequenceTriesTheFirstAndThatIsSaid() {
        FakeNode node = node();
        UnsignedCall call = new SessionCalls(NETWORK.diamond()).withdrawUserStakes(USER, 255);
        RecoveryAction twice = action(CallStep.of(call), CallStep.of(call));

        SequenceResult tried = new DryRuns(PreviewStage.simulations(node, 1))
                .of(NETWORK, head(node, false), twice)
                .orElseThrow();

        assertThat(tried.run().ok()).isTrue();
        assertThat(tried.run().calls()).isEqualTo(1);
        assertThat(tried.run().note())
                .hasValueSatisfying(words -> assertThat(words).contains("cannot try several in sequence"));
        assertThat(tried.received()).isEmpty();
    }

    private static RecoveryAction action(CallStep... steps) {
        return new RecoveryAction(
                ActionKind.CLAIM_HOLDS,
                Optional.empty(),
                Optional.empty(),
                List.of(steps),
                List.of(RecoveryAction.Sender.USER),
                USER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DryRuns runs() {
        return new DryRuns(stage.simulations(1_000));
    }

    private static DryRun ok(AsOf in) {
        return new DryRun(
                true,
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.of(in.now()),
                Optional.of(in.block()));
    }

    private static FakeNode node() {
        return new FakeNode(ChainBuilder.genesis()).calls((at, viewCall) -> new CallResult(true, new byte[0]));
    }

    private static AsOf head(FakeNode node, boolean stale) {
        return new AsOf(node.header(BlockTag.LATEST).orElseThrow().ref(), FinalityLevel.LATEST, stale);
    }
}
