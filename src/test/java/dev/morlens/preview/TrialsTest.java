package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.position.AsOf;
import dev.morlens.position.Finality;
import dev.morlens.preview.Action.Kind;
import dev.morlens.preview.Action.Step;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.Revert;
import dev.morlens.protocol.abi.SessionCalls;
import dev.morlens.testing.ChainBuilder;
import dev.morlens.testing.FakeNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which of many actions are tried, and how many. */
class TrialsTest {

    private static final Address USER = Address.of("0x" + "aa".repeat(20));
    private static final Network NETWORK = new Network(
            "local", "Local", 31337, USER, Address.of("0x" + "d1".repeat(20)), Optional.empty(), OptionalLong.empty());

    @Test
    void noMoreThanFiveOfManyActionsAreTried() {
        List<Action> actions = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            actions.add(action(kind, actions.size() + 1));
            actions.add(action(kind, actions.size() + 1));
        }
        assertThat(tried(actions)).hasSize(5);
    }

    @Test
    void theLargestTheOldestSessionAndOneOfEachKindAreTried() {
        List<Action> actions = List.of(
                action(Kind.CLAIM_HOLDS, 1),
                action(Kind.CLOSE_SESSION, 2),
                action(Kind.CLOSE_SESSION, 9),
                action(Kind.CLOSE_SESSION, 4),
                action(Kind.CLOSE_SESSION, 3),
                action(Kind.DEREGISTER_MODEL, 1),
                action(Kind.DEREGISTER_MODEL, 2));
        assertThat(tried(actions)).containsExactly(0, 1, 2, 4, 5);
    }

    @Test
    void whatTheContractDoesNotTakeYetIsNotTried() {
        Action later = new Action(
                Kind.CLAIM_HOLDS,
                Optional.empty(),
                Optional.empty(),
                action(Kind.CLAIM_HOLDS, 1).calls(),
                List.of(Action.Sender.USER),
                USER,
                Optional.empty(),
                Optional.of(Instant.MAX),
                Optional.empty());
        assertThat(tried(List.of(later))).isEmpty();
    }

    @Test
    void whatIsKnownToFailIsNotTried() {
        Action failing = action(Kind.CLAIM_HOLDS, 1)
                .expecting(Outlook.failing(Revert.expected("InsufficientRightsForOperation"), "", Optional.empty()));
        assertThat(tried(List.of(failing, action(Kind.CLAIM_HOLDS, 2)))).containsExactly(1);
    }

    /** Their places. */
    private static List<Integer> tried(List<Action> actions) {
        FakeNode node = new FakeNode(ChainBuilder.genesis()).calls((at, call) -> new CallResult(true, new byte[0]));
        AsOf head = new AsOf(node.header(BlockTag.LATEST).orElseThrow().ref(), Finality.LATEST, false);
        List<Action> known =
                new Trials(new DryRuns(PreviewStage.simulations(node, 100))).of(NETWORK, head, actions, false);
        List<Integer> tried = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).dryRun().isPresent()) {
                tried.add(i);
            }
        }
        return tried;
    }

    private static Action action(Kind kind, int amount) {
        return new Action(
                kind,
                Optional.empty(),
                Optional.of(Wei.of(amount)),
                List.of(Step.of(new SessionCalls(NETWORK.diamond()).withdrawUserStakes(USER, amount))),
                List.of(Action.Sender.USER),
                USER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
