package dev.morlens.diagnosis;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.FlowKind;
import dev.morlens.ledger.Grant;
import dev.morlens.store.GrantSum;
import dev.morlens.testing.scene.Scene;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolRulesTest {

    private static final Address FUNDER = person(1);
    private static final Address HOT = person(2);

    private final Scene scene = new Scene("local");

    @Test
    void aHotWalletWithAFundedPoolIsNotCalledNeverSeen() {
        fund();
        assertThat(new Patient(scene, HOT).diagnose().findings())
                .extracting(Finding::code)
                .containsExactly(Code.POOL_HOT_WALLET);
    }

    @Test
    void aFunderIsNotPromisedWhatThePoolMayOweToOthersFirst() {
        fund();
        Finding found = funder();
        assertThat(found.explanation())
                .contains("no earlier withdrawal waits for")
                .doesNotContain("all of it can be withdrawn");
    }

    @Test
    void onlyTheFunderItselfWithdraws() {
        fund();
        assertThat(funder().actions())
                .singleElement()
                .satisfies(action -> assertThat(action.who()).containsExactly(Action.Who.USER));
    }

    private void fund() {
        Wei amount = milliMor(3_000);
        scene.mint(FUNDER, amount);
        scene.shift(FlowKind.POOL_FUNDED, FUNDER, Bucket.WALLET, Bucket.STAKING_POOL, amount);
        scene.grant(
                new GrantSum(new Grant(FUNDER, HOT), amount, Wei.ZERO, Wei.ZERO, Wei.ZERO, Optional.empty(), false));
    }

    private Finding funder() {
        return new Patient(scene, FUNDER)
                .diagnose().findings().stream()
                        .filter(finding -> finding.code() == Code.POOL_FUNDER)
                        .findFirst()
                        .orElseThrow();
    }
}
