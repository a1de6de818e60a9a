package dev.morlens.diagnosis;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.testing.scene.Scene;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What funders and hot wallets are told (docs/protocol.md, P42). */
class PoolRulesTest {

    private static final Address FUNDER = person(1);
    private static final Address HOT = person(2);
    private static final Address OTHER = person(3);

    private final Scene scene = new Scene("local");

    @Test
    void aHotWalletWithAFundedPoolIsNotCalledNeverSeen() {
        fund();
        assertThat(new Patient(scene, HOT).diagnose().findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.POOL_HOT_WALLET);
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
                .satisfies(advice -> assertThat(advice.who()).containsExactly(Advice.Who.USER));
    }

    @Test
    void aFunderIsToldWhatAWithdrawalWouldPayAtOnceAndWhatWouldBeQueued() {
        grant(FUNDER, 3_000, 2_600, 0);
        grant(OTHER, 0, 0, 150);
        assertThat(funder().explanation())
                .contains("Asked for now, 0.40 MOR would be paid at once, and 2.60 MOR queued.");
        scene.poolHolds(HOT, Scene.START, milliMor(2_000));
        assertThat(funder().explanation()).contains("2.40 MOR would be paid at once");
    }

    @Test
    void aQueuedFunderIsToldWhatComesFirstAndWhatCanBeHadByWhichCall() {
        grant(OTHER, 0, 500, 500);
        grant(FUNDER, 0, 900, 900);
        Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
        scene.poolHolds(HOT, Scene.START, milliMor(700));
        scene.poolHolds(HOT, midnight, milliMor(300));

        Finding found = finding(FUNDER, FindingCode.POOL_WITHDRAWAL_PENDING);

        assertThat(found.explanation())
                .contains("0.50 MOR of earlier withdrawals comes first")
                .contains("0.20 MOR of this one can be had now")
                .contains("0.30 MOR is held in the pool until 21 Nov 2026, 00:00 UTC")
                .contains("0.40 MOR is staked in sessions");
        assertThat(found.until()).isEmpty();
        assertThat(found.actions().getFirst().who()).containsExactly(Advice.Who.ANYONE);
        assertThat(found.actions().getFirst().call().orElseThrow().signature()).startsWith("releasePoolHolds");
    }

    @Test
    void whereTheDayIsNotOverTheCallIsGivenWithTheTimeFromWhichItHelps() {
        grant(FUNDER, 0, 900, 900);
        Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
        scene.poolHolds(HOT, midnight, milliMor(300));

        Finding found = finding(FUNDER, FindingCode.POOL_WITHDRAWAL_PENDING);

        assertThat(found.until()).contains(midnight);
        assertThat(found.explanation()).contains("Nothing of this one can be had right now");
        assertThat(found.actions().getFirst().label()).startsWith("From 21 Nov 2026, 00:00 UTC on");
    }

    private void grant(Address funder, long principal, long locked, long pending) {
        Wei whole = milliMor(principal + pending);
        scene.mint(funder, whole);
        scene.shift(FlowKind.POOL_FUNDED, funder, Bucket.WALLET, Bucket.STAKING_POOL, whole);
        scene.grant(new GrantTotal(
                new Grant(funder, HOT),
                milliMor(principal),
                milliMor(locked),
                Wei.ZERO,
                milliMor(pending),
                Optional.empty(),
                false));
    }

    private Finding finding(Address address, FindingCode findingCode) {
        return new Patient(scene, address)
                .diagnose().findings().stream()
                        .filter(found -> found.code() == findingCode)
                        .findFirst()
                        .orElseThrow();
    }

    private void fund() {
        Wei amount = milliMor(3_000);
        scene.mint(FUNDER, amount);
        scene.shift(FlowKind.POOL_FUNDED, FUNDER, Bucket.WALLET, Bucket.STAKING_POOL, amount);
        scene.grant(
                new GrantTotal(new Grant(FUNDER, HOT), amount, Wei.ZERO, Wei.ZERO, Wei.ZERO, Optional.empty(), false));
    }

    private Finding funder() {
        return finding(FUNDER, FindingCode.POOL_FUNDER);
    }
}
