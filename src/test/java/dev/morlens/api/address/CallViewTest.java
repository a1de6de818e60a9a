package dev.morlens.api.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.preview.action.ActionKind;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.call.SessionCalls;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Links that send a call are only there for one that the contract takes now. */
class CallViewTest {

    private static final Address USER = Address.of("0x" + "aa".repeat(20));
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Network NETWORK = new Network(
            "local",
            "Local",
            31337,
            USER,
            Address.of("0x" + "d1".repeat(20)),
            Optional.of(URI.create("https://explorer.example")),
            OptionalLong.empty());

    @Test
    void callThatTheContractTakesNowHasLinks() {
        CallView call = view(Optional.empty(), Optional.empty());

        assertThat(call.link()).hasValueSatisfying(link -> assertThat(link).startsWith("ethereum:0x"));
        assertThat(call.explorer()).isPresent();
    }

    @Test
    void callOfAnActionBeforeItsTimeHasNone() {
        hasNone(view(Optional.empty(), Optional.of(LATER)));
    }

    @Test
    void laterCallOfAnActionThatWorksNowHasNone() {
        hasNone(view(Optional.of(LATER), Optional.empty()));
    }

    private static void hasNone(CallView call) {
        assertThat(call.notBefore()).contains(LATER);
        assertThat(call.data()).as("for whoever prepares it").startsWith("0x");
        assertThat(call.link()).isEmpty();
        assertThat(call.explorer()).isEmpty();
    }

    private static CallView view(Optional<Instant> notBefore, Optional<Instant> blockedUntil) {
        CallStep callStep = new CallStep(
                new SessionCalls(NETWORK.diamond()).withdrawUserStakes(USER, 1),
                OptionalInt.of(1),
                Optional.empty(),
                notBefore);
        RecoveryAction recoveryAction = new RecoveryAction(
                ActionKind.CLAIM_HOLDS,
                Optional.empty(),
                Optional.empty(),
                List.of(callStep),
                List.of(RecoveryAction.Sender.USER),
                USER,
                USER,
                Optional.empty(),
                blockedUntil,
                Optional.empty(),
                List.of(),
                Optional.empty());
        return CallView.of(recoveryAction, callStep, NETWORK);
    }
}
