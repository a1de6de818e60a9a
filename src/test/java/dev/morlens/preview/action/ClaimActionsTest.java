package dev.morlens.preview.action;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.Address;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The claim of holds of which some are released and some are not. */
class ClaimActionsTest {

    private static final Address ANN = person(1);
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-11-22T00:00:00Z");

    private final Scene scene = new Scene("local");

    @Test
    void whatIsStillLockedCanBePreparedBesideWhatCanBeClaimedNow() {
        held(1_500);
        scene.mine(MIDNIGHT.plusSeconds(60));
        held(700);

        RecoveryAction claim = claim();

        assertThat(claim.amount()).contains(milliMor(1_500));
        assertThat(claim.blockedUntil()).isEmpty();
        assertThat(claim.now()).extracting(CallStep::expected).containsExactly(Optional.of(milliMor(1_500)));
        assertThat(claim.calls()).hasSize(2);
        assertThat(claim.calls().getLast().notBefore()).contains(NEXT);
        assertThat(claim.calls().getLast().call().cast())
                .isEqualTo(claim.calls().getFirst().call().cast());
    }

    @Test
    void onceAllIsReleasedNothingIsLeftForLater() {
        held(1_500);
        held(700);
        scene.mine(MIDNIGHT);

        RecoveryAction claim = claim();

        assertThat(claim.calls()).isEqualTo(claim.now()).hasSize(1);
        assertThat(claim.amount()).contains(milliMor(2_200));
    }

    private void held(int milliMor) {
        scene.mint(ANN, milliMor(5_000));
        scene.close(scene.open(ANN, person(3), milliMor(2_000), Duration.ofHours(1)), milliMor(milliMor));
    }

    private RecoveryAction claim() {
        FakeStores stores = new FakeStores();
        stores.show("local", scene);
        ActionFacts facts = stores.read("local", networkReads -> {
            AsOf asOf = new AsOf(networkReads.head().orElseThrow(), FinalityLevel.LATEST, false);
            return ActionFacts.read(networkReads, asOf, ANN);
        });
        return ClaimActions.claim(facts, new SessionCalls(Scene.DIAMOND), HoldRule.DAY_LOCK);
    }
}
