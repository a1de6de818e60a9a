package dev.morlens.preview.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.PreviewStage;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.testing.Counts;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Actions sent to the contracts as they are, on a played chain of the pool version. */
class RecoveryActionsTest {

    private static PreviewStage stage;

    @BeforeAll
    static void begin() {
        stage = new PreviewStage(Counts.seed("ActionsTest"), 60);
        stage.chain.upgrade("daylock");
        stage.chain.play(60);
        stage.chain.upgrade("pool");
        stage.chain.play(150);
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void claimsOfManyRowsPayWhatTheySay() {
        stage.catchUp();
        Address user = Address.of(
                stage.chain.scenario("many-holds").get("made").get("user").asText());
        stage.anvil.mine(stage.catchUp().now().plusSeconds(86_400));
        stage.catchUp();

        RecoveryAction claim = actions().claim(stage.network, user).actions().getFirst();

        assertThat(claim.calls()).hasSizeGreaterThan(1);
        assertThat(claim.dryRun()).hasValueSatisfying(run -> {
            assertThat(run.ok()).isTrue();
            assertThat(run.calls()).isEqualTo(claim.calls().size());
        });
        claim.calls().forEach(callStep -> pays(user, callStep));
        stage.catchUp();
        RecoveryAction nothing = actions().claim(stage.network, user).actions().getFirst();
        assertThat(nothing.calls()).isEmpty();
        assertThat(nothing.needs()).contains("Nothing is on hold.");
    }

    @Test
    void lockedHoldNamesTheTimeOfItsReleaseAndTheCallToSendThen() {
        JsonNode made = stage.chain.scenario("locked-hold").get("made");
        AsOf asOf = stage.catchUp();
        Address user = Address.of(made.get("user").asText());
        RecoveryAction claim = actions().of(stage.network, user).actions().getFirst();

        assertThat(claim.kind()).isEqualTo(ActionKind.CLAIM_HOLDS);
        assertThat(claim.blockedUntil())
                .hasValueSatisfying(until -> assertThat(until).isAfter(asOf.now()));
        assertThat(claim.now()).as("nothing can be sent yet").isEmpty();
        assertThat(claim.dryRun()).isEmpty();
        CallStep prepared = claim.calls().getFirst();
        assertThat(prepared.notBefore()).isEqualTo(claim.blockedUntil());
        assertThat(claim.from()).isEqualTo(user);
        assertThat(stage.send(user, prepared.call().call(), prepared.notBefore().orElseThrow()))
                .as("sent as it was prepared")
                .isTrue();
    }

    @Test
    void overdueSessionCanBeClosedByItsUserAndLaterSettledByAnybody() {
        JsonNode made = stage.chain.scenario("overdue-session").get("made");
        stage.catchUp();
        Address user = Address.of(made.get("user").asText());
        List<RecoveryAction> early = actions().of(stage.network, user).actions();

        assertThat(early)
                .extracting(RecoveryAction::kind)
                .as("what the contract refuses comes after what it takes")
                .containsExactly(ActionKind.SETTLE_SESSION, ActionKind.CLOSE_SESSION);
        assertThat(early)
                .allSatisfy(recoveryAction ->
                        assertThat(recoveryAction.now()).as("for cast and Safe").isEmpty());
        RecoveryAction close = early.getLast();
        assertThat(close.dryRun())
                .as("the funding account is empty")
                .hasValueSatisfying(run -> assertThat(run.ok()).isFalse());
        RecoveryAction settle = early.getFirst();
        assertThat(settle.dryRun()).isEmpty();
        assertThat(settle.insteadOf()).contains(ActionKind.CLOSE_SESSION);
        assertThat(settle.subject()).isEqualTo(close.subject());
        assertThat(settle.needs()).hasValueSatisfying(words -> assertThat(words).contains("instead of closing"));
        assertThat(close.needs())
                .hasValueSatisfying(words -> assertThat(words).contains("settled instead", "only one of the two"));
        assertThat(stage.send(
                        Address.ZERO,
                        settle.calls().getFirst().call().call(),
                        settle.blockedUntil().orElseThrow()))
                .isTrue();
    }

    @Test
    void closeIsTriedTogetherWithTheClaimOfWhatItHoldsBackUntilMidnight() {
        JsonNode made = stage.chain.scenario("overdue-today").get("made");
        stage.catchUp();
        Address user = Address.of(made.get("user").asText());
        RecoveryAction close = only(ActionKind.CLOSE_SESSION, user);

        assertThat(close.dryRun()).hasValueSatisfying(run -> {
            assertThat(run.ok()).isTrue();
            assertThat(run.calls()).isEqualTo(2);
        });
        assertThat(close.calls())
                .extracting(callStep -> callStep.call().function())
                .containsExactly("closeSession", "withdrawUserStakes");
        assertThat(close.now()).hasSize(1);
        assertThat(Wei.sum(close.calls().stream()
                        .map(callStep -> callStep.expected().orElseThrow())
                        .toList()))
                .isEqualTo(close.amount().orElseThrow());
        pays(user, close.calls().getFirst());
        stage.anvil.mine(close.calls().getLast().notBefore().orElseThrow());
        pays(user, close.calls().getLast());
    }

    /** Neither tried nor said to work, though everything else that decides about them is known. */
    @Test
    void whatDecidesAboutAnOfferAndCouldNotBeReadLeavesItOpen() {
        Session session = stage.session(stage.chain.scenario("overdue-today"));
        stage.catchUp();
        Address provider = session.facts().provider();
        Address user = session.facts().user();

        assertThat(unread(ActionKind.SETTLE_SESSION, user))
                .contains("Not tried: how long after the session's end the contract settles it could not be read");
        assertThat(unread(ActionKind.DEREGISTER_PROVIDER, provider))
                .contains("Not tried: the provider's active bids could not be read");
    }

    /** One alone, of a node that could not try it, is none of many. */
    @Test
    void whatIsNotTriedIsNotSaidToBeOneOfMany() {
        Session session = stage.session(stage.chain.scenario("overdue-today"));
        stage.catchUp();
        RecoveryAction close = stage
                .actionsUnread()
                .of(stage.network, session.facts().user())
                .actions()
                .stream()
                .filter(recoveryAction -> recoveryAction.kind() == ActionKind.CLOSE_SESSION)
                .findFirst()
                .orElseThrow();

        assertThat(close.outlook().orElseThrow().reason().orElseThrow())
                .startsWith("Not tried just now. At block ")
                .doesNotContain("many offers");
    }

    private static String unread(ActionKind actionKind, Address address) {
        RecoveryAction offer = stage.actionsUnread().of(stage.network, address).actions().stream()
                .filter(recoveryAction -> recoveryAction.kind() == actionKind)
                .findFirst()
                .orElseThrow();
        Outlook outlook = offer.outlook().orElseThrow();
        assertThat(outlook.state()).isEqualTo(Outlook.OutlookState.NOT_KNOWN);
        return outlook.reason().orElseThrow();
    }

    /** What it holds back has to wait until the function is back; that is no reason to keep the close from its user. */
    @Test
    void closeIsOfferedWithoutTheClaimThatAnUpgradeRemoved() {
        JsonNode made = stage.chain.scenario("overdue-claims-cut-out").get("made");
        stage.catchUp();
        Address user = Address.of(made.get("user").asText());
        RecoveryAction close = only(ActionKind.CLOSE_SESSION, user);

        assertThat(close.wouldFail()).isFalse();
        assertThat(close.dryRun()).hasValueSatisfying(run -> {
            assertThat(run.ok()).isTrue();
            assertThat(run.calls()).isEqualTo(1);
        });
        assertThat(close.calls())
                .extracting(callStep -> callStep.call().function())
                .containsExactly("closeSession");
        assertThat(close.now()).hasSize(1);
        assertThat(close.needs())
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("Part of it is held back", "An upgrade at block", "removed withdrawUserStakes."));
        pays(user, close.calls().getFirst());
        RecoveryAction claim = only(ActionKind.CLAIM_HOLDS, user);
        assertThat(claim.calls()).isEmpty();
        assertThat(claim.wouldFail()).isTrue();
        assertThat(claim.dryRun()).as("nothing is left to be tried").isEmpty();
        stage.chain.scenario("put-back");
    }

    @Test
    void deregistrationIsTriedAfterTheDeletionOfTheBidsInItsWay() {
        Session session = stage.session(stage.chain.scenario("running-session"));
        stage.catchUp();
        Address provider = session.facts().provider();
        RecoveryAction deregister = only(ActionKind.DEREGISTER_PROVIDER, provider);

        assertThat(deregister.dryRun()).hasValueSatisfying(run -> {
            assertThat(run.ok()).isTrue();
            assertThat(run.calls()).isEqualTo(2);
        });
        assertThat(deregister.calls())
                .extracting(callStep -> callStep.call().function())
                .containsExactly("deleteModelBid", "providerDeregister");
        deregister.calls().forEach(callStep -> pays(provider, callStep));
    }

    private static RecoveryAction only(ActionKind actionKind, Address address) {
        return actions().of(stage.network, address).actions().stream()
                .filter(recoveryAction -> recoveryAction.kind() == actionKind)
                .findFirst()
                .orElseThrow();
    }

    private static void pays(Address from, CallStep callStep) {
        AsOf before = stage.catchUp();
        assertThat(stage.send(from, callStep.call().call(), before.now().plusSeconds(2)))
                .as(callStep.toString())
                .isTrue();
        AsOf after = stage.catchUp();
        callStep.expected()
                .ifPresent(amount -> assertThat(balance(after, from).minus(balance(before, from)))
                        .as(callStep.toString())
                        .isEqualTo(amount));
    }

    private static Wei balance(AsOf at, Address of) {
        return new DiamondReader(stage.node, stage.network)
                .balance(new BlockId.Hashed(at.block().hash()), of);
    }

    private static RecoveryActions actions() {
        return stage.actions();
    }
}
