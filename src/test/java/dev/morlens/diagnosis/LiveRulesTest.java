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
import dev.morlens.testing.scene.Scene;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules conclude where only a node was asked: nothing from what nobody looked at. */
class LiveRulesTest {

    private static final Address ANN = person(1);
    private static final Address PAT = person(3);
    private static final Bucket[] BY_ID = {Bucket.MODEL_STAKE, Bucket.STAKING_POOL};

    private final Scene scene = new Scene("local");

    @Test
    void aWalletWithoutTroubleIsToldOnlyWhyTheRestIsMissing() {
        scene.mint(ANN, milliMor(5_000));
        assertThat(codes(ann().live(BY_ID))).containsExactly(FindingCode.INDEX_AWAY);
        assertThat(codes(ann().live(BY_ID).backfilling())).containsExactly(FindingCode.INDEX_AWAY);
        assertThat(codes(ann().live().differing())).containsExactly(FindingCode.INDEX_DIFFERS);
    }

    @Test
    void aRunningSessionWhoseRuleNobodyLookedForIsNoCauseForDoubt() {
        open();
        assertThat(codes(ann().live(BY_ID))).containsExactly(FindingCode.INDEX_AWAY, FindingCode.SESSION_RUNNING);
        assertThat(codes(ann().live(BY_ID).backfilling()))
                .containsExactly(FindingCode.INDEX_AWAY, FindingCode.SESSION_RUNNING);
        assertThat(codes(ann().live().differing()))
                .containsExactly(FindingCode.INDEX_DIFFERS, FindingCode.SESSION_RUNNING);
    }

    @Test
    void whileHistoryIsReadNobodyIsToldToComeBackInMinutes() {
        Finding away = first(ann().live(BY_ID));
        Finding incomplete = first(ann().live(BY_ID).backfilling());
        assertThat(away.actions()).extracting(Advice::label).containsExactly("Come back in a few minutes for the rest");
        assertThat(incomplete.actions())
                .extracting(Advice::label)
                .containsExactly("Come back for the rest when that is done");
        assertThat(incomplete.explanation()).contains("still reading the chain's history");
        assertThat(incomplete.evidence())
                .anySatisfy(line -> assertThat(line.href()).contains("/local/status"));
    }

    @Test
    void sessionsThatCouldNotBeLookedAtAreSaidToBeMissingThoughTheyCouldNotBeCounted() {
        assertThat(first(ann().live(Bucket.ACTIVE_SESSION).unseen()).explanation())
                .contains("open sessions could not be looked at");
        assertThat(first(ann().live(BY_ID)).explanation()).doesNotContain("could not be looked at");
    }

    @Test
    void onlyWhatTheNodeCouldNotTellIsNamedAsMissing() {
        assertThat(first(ann().live(BY_ID)).explanation()).contains("stakes on models; what funds other wallets'");
        assertThat(first(ann().live().differing()).explanation())
                .contains("straight from the contracts")
                .doesNotContain("stakes on models", "may be wrong");
        assertThat(first(ann().differing()).explanation()).contains("may be wrong");
    }

    @Test
    void aFunderIsToldNothingOfPoolsThatWereNotLookedAt() {
        Wei amount = milliMor(3_000);
        scene.mint(ANN, amount);
        scene.shift(FlowKind.POOL_FUNDED, ANN, Bucket.WALLET, Bucket.STAKING_POOL, amount);
        Finding funder = ann().live().differing().diagnose().findings().getLast();
        assertThat(funder.code()).isEqualTo(FindingCode.POOL_FUNDER);
        assertThat(funder.amount()).contains(amount);
        assertThat(funder.explanation())
                .contains("was not looked at")
                .doesNotContain("tied up")
                .doesNotContain("Asked for now");
    }

    @Test
    void nobodyIsSentToAnotherNetworkWhereThisOneWasNotFullyLookedAt() {
        Scene other = new Scene("other");
        other.mint(ANN, milliMor(7_000));
        assertThat(codes(ann().alsoOn("other", other).live(BY_ID))).containsExactly(FindingCode.INDEX_AWAY);
        assertThat(codes(ann().alsoOn("other", other).stale())).containsExactly(FindingCode.INDEX_BEHIND);
        assertThat(codes(ann().alsoOn("other", other).live().differing()))
                .containsExactly(FindingCode.INDEX_DIFFERS, FindingCode.MOR_ELSEWHERE);
    }

    @Test
    void withoutTheChainNothingIsSaidToComeFromAnIndexThatWasNotRead() {
        List<Finding> findings = ann().live(BY_ID).chainSilent().diagnose().findings();
        assertThat(findings)
                .extracting(Finding::code)
                .containsExactly(FindingCode.INDEX_AWAY, FindingCode.CHAIN_NOT_ASKED);
        assertThat(findings.getLast().explanation()).doesNotContain("own index");
    }

    private Patient ann() {
        return new Patient(scene, ANN);
    }

    private void open() {
        scene.mint(ANN, milliMor(5_000));
        scene.open(ANN, PAT, milliMor(2_000), Duration.ofHours(1));
    }

    private static Finding first(Patient patient) {
        return patient.diagnose().findings().getFirst();
    }

    private static List<FindingCode> codes(Patient patient) {
        return patient.diagnose().findings().stream().map(Finding::code).toList();
    }
}
