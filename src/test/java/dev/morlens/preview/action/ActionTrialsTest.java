package dev.morlens.preview.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.PreviewStage;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.Revert;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which of many actions are tried, and how many. */
class ActionTrialsTest {

    private static final Address USER = Address.of("0x" + "aa".repeat(20));
    private static final Network NETWORK = new Network(
            "local", "Local", 31337, USER, Address.of("0x" + "d1".repeat(20)), Optional.empty(), OptionalLong.empty());

    @Test
    void noMoreThanFiveOfManyActionsAreTried() {
        List<RecoveryAction> actions = new ArrayList<>();
        for (ActionKind actionKind : ActionKind.values()) {
            actions.add(action(actionKind, actions.size() + 1));
            actions.add(action(actionKind, actions.size() + 1));
        }
        assertThat(tried(actions)).hasSize(5);
    }

    @Test
    void theLargestTheOldestSessionAndOneOfEachKindAreTried() {
        List<RecoveryAction> actions = List.of(
                action(ActionKind.CLAIM_HOLDS, 1),
                action(ActionKind.CLOSE_SESSION, 2),
                action(ActionKind.CLOSE_SESSION, 9),
                action(ActionKind.CLOSE_SESSION, 4),
                action(ActionKind.CLOSE_SESSION, 3),
                action(ActionKind.DEREGISTER_MODEL, 1),
                action(ActionKind.DEREGISTER_MODEL, 2));
        assertThat(tried(actions)).containsExactly(0, 1, 2, 4, 5);
    }

    @Test
    void whatTheContractDoesNotTakeYetIsNotTried() {
        RecoveryAction later = new RecoveryAction(
                ActionKind.CLAIM_HOLDS,
                Optional.empty(),
                Optional.empty(),
                action(ActionKind.CLAIM_HOLDS, 1).calls(),
                List.of(RecoveryAction.Sender.USER),
                USER,
                Optional.empty(),
                Optional.of(Instant.MAX),
                Optional.empty());
        assertThat(tried(List.of(later))).isEmpty();
    }

    @Test
    void whatIsKnownToFailIsNotTried() {
        RecoveryAction failing = action(ActionKind.CLAIM_HOLDS, 1)
                .expecting(Outlook.failing(Revert.expected("InsufficientRightsForOperation"), "", Optional.empty()));
        assertThat(tried(List.of(failing, action(ActionKind.CLAIM_HOLDS, 2)))).containsExactly(1);
    }

    /** Their places. */
    private static List<Integer> tried(List<RecoveryAction> actions) {
        FakeNode node = new FakeNode(ChainBuilder.genesis()).calls((at, viewCall) -> new CallResult(true, new byte[0]));
        AsOf head = new AsOf(node.header(BlockTag.LATEST).orElseThrow().ref(), FinalityLevel.LATEST, false);
        List<RecoveryAction> known =
                new ActionTrials(new DryRuns(PreviewStage.simulations(node, 100))).of(NETWORK, head, actions, false);
        List<Integer> tried = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).dryRun().isPresent()) {
                tried.add(i);
            }
        }
        return tried;
    }

    private static RecoveryAction action(ActionKind actionKind, int amount) {
        return new RecoveryAction(
                actionKind,
                Optional.empty(),
                Optional.of(Wei.of(amount)),
                List.of(CallStep.of(new SessionCalls(NETWORK.diamond()).withdrawUserStakes(USER, amount))),
                List.of(RecoveryAction.Sender.USER),
                USER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
