package dev.morlens.diagnosis;

import static dev.morlens.diagnosis.Patient.WORKS;
import static dev.morlens.diagnosis.Patient.fails;
import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.NodeFacts;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.market.health.FundingHistory.Level;
import dev.morlens.protocol.ContractKind;
import dev.morlens.protocol.KnownContract;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.testing.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found at an address (docs/protocol.md, P12, P17, P34 and P37). */
class RulesTest {

    private static final Address ANN = person(1);
    private static final Address BEN = person(2);
    private static final Address PAT = person(3);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

    /** An hour at the scene's price of a millionth a second. */
    private static final Wei COST = Wei.of(3_600_000_000_000_000L);

    private final Scene scene = new Scene("local");

    @Test
    void aWalletWithoutTroubleHasNoFindings() {
        scene.mint(ANN, milliMor(5_000));
        assertThat(ann().diagnose().findings()).isEmpty();
        assertThat(ann().allowing(Patient.PLENTY).diagnose().findings()).isEmpty();
        assertThat(ann().withoutGas().diagnose().findings()).isEmpty();
    }

    @Test
    void aRunningSessionNamesItsEndAndItsStake() {
        SessionId id = open();
        Finding found = only(ann().under(HoldRule.DAY_LOCK), FindingCode.SESSION_RUNNING);
        assertThat(found.amount()).contains(milliMor(2_000));
        assertThat(found.until()).contains(endOf(id));
        assertThat(found.explanation()).contains("Under the rule in force");
        assertThat(found.evidence()).anySatisfy(line -> assertThat(line.href()).contains("/local/session/" + id));
    }

    @Test
    void whereNoRuleShowsItselfTheRunningSessionNamesBoth() {
        open();
        assertThat(codes(ann().diagnose())).containsExactly(FindingCode.SESSION_RUNNING, FindingCode.RULE_UNKNOWN);
        assertThat(find(ann(), FindingCode.SESSION_RUNNING).explanation())
                .contains("older one")
                .contains("newer one");
    }

    @Test
    void anOverdueSessionThatCouldBeClosedNamesWhoMayAndWhatUsuallyIsWrong() {
        SessionId id = overdue();
        Finding found = find(ann().closing(id, WORKS), FindingCode.SESSION_OVERDUE);
        assertThat(found.explanation()).contains("would succeed").contains("offline");
        assertThat(found.actions().getFirst().who()).containsExactly(Advice.Who.USER, Advice.Who.DELEGATE);
        assertThat(found.amount()).contains(milliMor(2_000));
        assertThat(find(ann(), FindingCode.SESSION_OVERDUE).explanation()).contains("could not be tried");
    }

    @Test
    void ofManySessionsOnlyThoseThatWereTriedAreSaidToSucceed() {
        SessionId first = open();
        scene.open(ANN, PAT, milliMor(2_000), HOUR);
        SessionId last = scene.open(ANN, PAT, milliMor(1_000), HOUR);
        scene.mine(endOf(first).plusSeconds(600));
        Finding one = find(ann().closing(first, WORKS), FindingCode.SESSION_OVERDUE);
        assertThat(one.explanation()).contains("tried to close 1 of the 3", "The others were not tried");
        assertThat(values(one)).contains("1 of 3 would succeed");
        Finding two = find(ann().closing(first, WORKS).closing(last, WORKS), FindingCode.SESSION_OVERDUE);
        assertThat(two.explanation()).contains("tried to close 2 of the 3", "each would succeed");
        assertThat(find(ann(), FindingCode.SESSION_OVERDUE).explanation()).contains("could not be tried just now");
    }

    @Test
    void anOverdueSessionSaysByHowMuchTheFundingAccountIsShortAndSinceWhen() {
        SessionId id = overdue();
        Instant emptied = scene.head().time().minusSeconds(100);
        Wei left = milliMor(1);
        Finding found = find(
                ann().closing(id, fails("ERC20: transfer amount exceeds balance"))
                        .funding(left, Patient.PLENTY)
                        .fundingWas(
                                new Level(emptied.plusSeconds(9), left),
                                new Level(emptied, milliMor(2)),
                                new Level(emptied.minusSeconds(9), Patient.PLENTY)),
                FindingCode.SESSION_OVERDUE_FUNDING_BALANCE);
        assertThat(found.explanation()).contains("0.0026 MOR is missing");
        assertThat(values(found)).contains("0.0036 MOR", "0.001 MOR", "20 Nov 2026, 11:08 UTC");
        assertThat(found.actions()).extracting(Advice::kind).containsExactly(Advice.AdviceKind.OPERATOR);
    }

    @Test
    void anOverdueSessionSaysSinceWhenTheContractMayTakeTooLittle() {
        SessionId id = overdue();
        Instant revoked = scene.head().time().minusSeconds(100);
        Patient ann = ann().closing(id, fails("ERC20: insufficient allowance")).funding(Patient.PLENTY, Wei.ZERO);
        Finding unknown = find(ann, FindingCode.SESSION_OVERDUE_FUNDING_ALLOWANCE);
        assertThat(labels(unknown)).doesNotContain("It has allowed less than that since");
        Finding found = find(
                ann.fundingAllowed(
                        new Level(revoked.plusSeconds(60), Wei.ZERO),
                        new Level(revoked, milliMor(2)),
                        new Level(revoked.minusSeconds(9), Patient.PLENTY)),
                FindingCode.SESSION_OVERDUE_FUNDING_ALLOWANCE);
        assertThat(labels(found)).contains("It has allowed less than that since");
        assertThat(values(found)).contains("20 Nov 2026, 11:08 UTC");
    }

    private static List<String> labels(Finding finding) {
        return finding.evidence().stream().map(Evidence::label).toList();
    }

    @Test
    void whatIsMissingIsRoundedUpSoThatItIsEnough() {
        SessionId id = overdue();
        Finding found = find(
                ann().closing(id, fails("ERC20: transfer amount exceeds balance"))
                        .funding(COST.minus(Wei.of(1)), Patient.PLENTY),
                FindingCode.SESSION_OVERDUE_FUNDING_BALANCE);
        assertThat(found.explanation()).contains(": 0.000000000000000001 MOR is missing");
        Finding odd = find(
                ann().closing(id, fails("ERC20: transfer amount exceeds balance"))
                        .funding(Wei.of(1), Patient.PLENTY),
                FindingCode.SESSION_OVERDUE_FUNDING_BALANCE);
        assertThat(odd.explanation()).contains(": 0.0036 MOR is missing");
        Finding more = find(
                ann().closing(id, fails("ERC20: transfer amount exceeds balance"))
                        .funding(COST.minus(Wei.of(1_010_000_000_000_000L)), Patient.PLENTY),
                FindingCode.SESSION_OVERDUE_FUNDING_BALANCE);
        assertThat(more.explanation()).contains(": 0.0011 MOR is missing");
    }

    @Test
    void anOverdueSessionTellsAMissingPermissionFromMissingMor() {
        SessionId id = overdue();
        Finding found = find(
                ann().closing(id, fails("ERC20: insufficient allowance")).funding(Wei.ZERO, Wei.ZERO),
                FindingCode.SESSION_OVERDUE_FUNDING_ALLOWANCE);
        assertThat(found.explanation()).contains("0.0036 MOR is missing").contains("too little MOR as well");
        assertThat(codes(ann().closing(id, fails("no reason given"))
                        .funding(Patient.PLENTY, COST.minus(Wei.of(1)))
                        .diagnose()))
                .contains(FindingCode.SESSION_OVERDUE_FUNDING_ALLOWANCE);
    }

    @Test
    void sessionsBeyondThoseLookedAtAreCountedAndTheirStakesAddUp() {
        scene.mint(ANN, milliMor(1_000_000));
        for (int i = 0; i < 203; i++) {
            scene.open(ANN, PAT, milliMor(1_000 + i), HOUR);
        }
        Wei all = milliMor(203 * 1_000 + 203 * 202 / 2);
        Finding running = find(ann(), FindingCode.SESSION_RUNNING);
        assertThat(running.title()).startsWith("203 sessions are running");
        assertThat(running.amount()).contains(all);
        scene.mine(scene.head().time().plus(HOUR).plusSeconds(1));
        List<Finding> overdue = ann().diagnose().findings();
        assertThat(overdue)
                .extracting(Finding::title)
                .anyMatch(title -> title.startsWith("200 sessions are past their end"));
        assertThat(overdue).extracting(Finding::title).contains("3 more sessions are past the end");
        assertThat(Wei.sum(overdue.stream()
                        .flatMap(found -> found.amount().stream())
                        .toList()))
                .isEqualTo(all);
    }

    @Test
    void everyHoldOfASessionThatRanOutIsCounted() {
        scene.mint(ANN, milliMor(1_000_000));
        List<SessionId> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(scene.open(ANN, PAT, milliMor(1_000), HOUR));
        }
        scene.mine(scene.head().time().plus(HOUR).plusSeconds(1));
        ids.forEach(id -> scene.close(id, milliMor(500)));
        Finding found = find(ann(), FindingCode.HOLD_DAY_LOCK);
        assertThat(found.amount()).contains(milliMor(30_000));
        assertThat(found.explanation()).contains("60 sessions");
    }

    @Test
    void aProviderThatMayEarnNoMoreNeedsNoFunding() {
        overdue();
        Provider full = provider(milliMor(1), milliMor(1), false);
        assertThat(codes(ann().funding(Wei.ZERO, Wei.ZERO).provider(full, 0).diagnose()))
                .contains(FindingCode.SESSION_OVERDUE);
    }

    @Test
    void anOtherwiseRefusedCloseQuotesTheContract() {
        SessionId id = overdue();
        Finding found = find(ann().closing(id, fails("0xdeadbeef")), FindingCode.SESSION_OVERDUE_REFUSED);
        assertThat(found.explanation()).contains("Because of 0xdeadbeef.");
        assertThat(values(found)).contains("0xdeadbeef");
    }

    @Test
    void anybodyMaySettleFromTheGraceOnAndNotBefore() {
        SessionId id = overdue();
        Patient before =
                ann().settlementAfter(Duration.ofDays(1)).closing(id, fails("ERC20: transfer amount exceeds balance"));
        Finding waiting = find(before.funding(Wei.ZERO, Wei.ZERO), FindingCode.SESSION_OVERDUE_FUNDING_BALANCE);
        assertThat(waiting.until()).contains(endOf(id).plus(Duration.ofDays(1)));
        scene.mine(endOf(id).plus(Duration.ofDays(1)));
        Finding found = find(before, FindingCode.SESSION_OVERDUE_SETTLEABLE);
        assertThat(found.actions().getFirst().who()).containsExactly(Advice.Who.ANYONE);
        assertThat(found.actions().getFirst().call().orElseThrow().cast())
                .contains("settleExpiredSession", id.toString());
    }

    @Test
    void aHoldIsLockedUntilMidnightAndThenClaimable() {
        SessionId id = open();
        scene.close(id, milliMor(1_500));
        Finding locked = only(ann(), FindingCode.HOLD_LOCKED);
        assertThat(locked.amount()).contains(milliMor(1_500));
        assertThat(locked.until()).contains(MIDNIGHT);
        scene.mine(MIDNIGHT);
        Finding claimable = only(ann(), FindingCode.HOLD_CLAIMABLE);
        assertThat(claimable.amount()).contains(milliMor(1_500));
        assertThat(claimable.until()).contains(MIDNIGHT);
        assertThat(claimable.actions().getFirst().call().orElseThrow().cast())
                .isEqualTo("cast send " + Scene.DIAMOND.checksummed() + " 'withdrawUserStakes(address,uint8)' " + ANN
                        + " 255");
    }

    @Test
    void aHoldOfASessionThatRanOutIsExplainedByTheDayLock() {
        SessionId id = overdue();
        scene.close(id, milliMor(1_500));
        assertThat(codes(ann().diagnose())).containsExactly(FindingCode.HOLD_LOCKED, FindingCode.HOLD_DAY_LOCK);
    }

    @Test
    void aClaimThatTheContractCannotTakeIsAProblemAndNoAction() {
        claimable();
        assertThat(codes(ann().withoutClaims()
                        .claiming(fails("Diamond: selector is not registered"), WORKS)
                        .diagnose()))
                .containsExactly(FindingCode.CLAIM_NOT_AVAILABLE);
        assertThat(codes(ann().claiming(fails("0xdeadbeef"), WORKS).diagnose()))
                .containsExactly(FindingCode.HOLD_CLAIM_REFUSED);
    }

    @Test
    void lockedRowsInFrontAreNamedWhereASmallClaimFails() {
        claimable();
        scene.close(open(), milliMor(9));
        assertThat(codes(ann().claiming(WORKS, fails("SessionUserAmountToWithdrawIsZero"))
                        .diagnose()))
                .containsExactly(FindingCode.HOLD_CLAIMABLE, FindingCode.HOLD_LOCKED_TAIL, FindingCode.HOLD_LOCKED);
    }

    @Test
    void emptyRowInFrontIsNamedInsteadWhereItIsTheLast() {
        claimable();
        Patient patient = ann().claiming(WORKS, fails("SessionUserAmountToWithdrawIsZero"));
        Instant now = scene.head().time();
        assertThat(codes(patient.lastRow(new StoredHold(Wei.ZERO, now)).diagnose()))
                .containsExactly(FindingCode.HOLD_CLAIMABLE, FindingCode.HOLD_ZERO_ROW);
        assertThat(codes(ann().claiming(WORKS, fails("SessionUserAmountToWithdrawIsZero"))
                        .diagnose()))
                .as("the newest row was not read")
                .containsExactly(FindingCode.HOLD_CLAIMABLE);
        assertThat(find(patient.lastRow(new StoredHold(Wei.ZERO, now.plusSeconds(1))), FindingCode.HOLD_LOCKED_TAIL)
                        .explanation())
                .contains("one locked row is among them");
        assertThat(codes(patient.lastRow(new StoredHold(Wei.ZERO, now.plusSeconds(1)))
                        .diagnose()))
                .containsExactly(FindingCode.HOLD_CLAIMABLE, FindingCode.HOLD_LOCKED_TAIL);
    }

    @Test
    void runningSessionSaysWhatClosingNowAndAtItsEndWouldHold() {
        SessionId id = open();
        Finding day = find(
                ann().under(HoldRule.DAY_LOCK).ending(id, milliMor(100), milliMor(1_500)), FindingCode.SESSION_RUNNING);
        assertThat(day.explanation())
                .contains(
                        "Under the rule in force: closed now (in a block timestamped 20 Nov 2026, 10:00:02 UTC), about 0.10"
                                + " MOR is held until ")
                .contains("and about 1.90 MOR comes back at once. Closed at its end")
                .contains("about 1.50 MOR is held until ")
                .contains("on, nothing is held.");
        Finding classic =
                find(ann().under(HoldRule.CLASSIC).ending(id, milliMor(100), Wei.ZERO), FindingCode.SESSION_RUNNING);
        assertThat(classic.explanation())
                .contains("about 2.00 MOR comes back at once and nothing is held. The same goes for any later close.");
    }

    @Test
    void moreRowsThanAClaimTakesNeedSeveral() {
        scene.mint(ANN, milliMor(1_000_000));
        for (int i = 0; i < 256; i++) {
            scene.close(scene.open(ANN, PAT, milliMor(2), HOUR), milliMor(1));
        }
        scene.mine(MIDNIGHT);
        Finding found = find(ann(), FindingCode.HOLD_MANY_ROWS);
        assertThat(found.title()).contains("256");
        assertThat(found.actions().getFirst().label()).contains("2 times");
    }

    @Test
    void noGasIsWorthSayingOnlyWhereSomethingIsToDoAndByAPersonsWallet() {
        claimable();
        assertThat(codes(ann().withoutGas().diagnose()))
                .containsExactly(FindingCode.GAS_MISSING, FindingCode.HOLD_CLAIMABLE);
        assertThat(codes(ann().withoutGas()
                        .withCode(NodeFacts.AccountCode.CONTRACT)
                        .diagnose()))
                .containsExactly(FindingCode.HOLD_CLAIMABLE, FindingCode.ADDRESS_IS_CONTRACT);
    }

    @Test
    void whatNoEthCanMendComesBeforeTheLackOfIt() {
        SessionId id = overdue();
        assertThat(codes(ann().withoutGas()
                        .closing(id, fails("ERC20: transfer amount exceeds balance"))
                        .funding(Wei.ZERO, Patient.PLENTY)
                        .diagnose()))
                .startsWith(FindingCode.SESSION_OVERDUE_FUNDING_BALANCE, FindingCode.GAS_MISSING);
        assertThat(codes(ann().withoutGas().closing(id, WORKS).diagnose()))
                .startsWith(FindingCode.GAS_MISSING, FindingCode.SESSION_OVERDUE);
    }

    @Test
    void aProvidersStakeSaysWhatWouldComeBackAndWhatIsInTheWay() {
        stake(milliMor(5_000));
        Finding found =
                only(pat().provider(provider(milliMor(5_000), milliMor(1_000), false), 2), FindingCode.PROVIDER_STAKE);
        assertThat(found.explanation()).contains("active bids").contains("4.00 MOR");
        assertThat(found.actions().getFirst().label()).contains("deleteModelBid");
        assertThat(only(
                                pat().provider(provider(milliMor(5_000), milliMor(1_000), true), 0),
                                FindingCode.PROVIDER_STAKE_RETAINED)
                        .until())
                .contains(MIDNIGHT.plus(HOUR));
    }

    @Test
    void aProvidersDueIsSplitByWhatItsStakeAllows() {
        scene.owe(BEN, PAT, milliMor(300));
        Patient pat = pat().provider(provider(milliMor(500), milliMor(400), false), 0);
        assertThat(find(pat, FindingCode.PROVIDER_DUE).amount()).contains(milliMor(100));
        assertThat(find(pat, FindingCode.PROVIDER_DUE_LIMITED).amount()).contains(milliMor(200));
    }

    /** What the provider has collected of one session before its close is no less owed by another. */
    @Test
    void aClosedSessionsDebtIsFoundWhereTheProviderCollectedMoreAheadOfAClose() {
        SessionId ahead = scene.open(ANN, PAT, milliMor(2_000), HOUR, true);
        scene.mine(endOf(ahead).plusSeconds(1));
        scene.collect(ahead, Wei.of("3600000000000000"));
        SessionId owing = scene.owe(BEN, PAT, milliMor(3));
        Patient pat = pat().provider(provider(milliMor(5_000), Wei.ZERO, false), 0);
        Finding found = find(pat, FindingCode.PROVIDER_DUE);
        assertThat(found.amount()).contains(milliMor(3));
        assertThat(found.actions().getFirst().toString())
                .contains(owing.hash().toString().substring(2));
    }

    @Test
    void aProvidersDueAboveItsStakeHasNoTimeToWaitForWhereNoPeriodRuns() {
        scene.owe(BEN, PAT, milliMor(300));
        scene.mine(MIDNIGHT.plus(HOUR).plusSeconds(1));
        Patient pat = pat().provider(provider(milliMor(200), milliMor(200), false), 0);
        assertThat(find(pat, FindingCode.PROVIDER_DUE).amount()).contains(milliMor(200));
        Finding found = find(pat, FindingCode.PROVIDER_DUE_LIMITED);
        assertThat(found.amount()).contains(milliMor(100));
        assertThat(found.until()).isEmpty();
        assertThat(found.explanation()).contains("the next payment starts a period of 365 days");
        assertThat(found.actions()).extracting(Advice::label).noneMatch(label -> label.contains("2026"));
        assertThat(values(found)).contains("0.00 MOR");
    }

    @Test
    void anEmptyWalletSaysWhereItsMorWent() {
        scene.mint(ANN, milliMor(5_000));
        scene.transfer(ANN, BEN, milliMor(1_000));
        scene.transfer(ANN, BEN, milliMor(4_000));
        Finding found = only(ann(), FindingCode.MOR_LEFT);
        assertThat(found.amount()).contains(milliMor(5_000));
        assertThat(values(found)).anyMatch(value -> value.equals("4.00 MOR to " + BEN.checksummed()));
    }

    @Test
    void theAmountThatLeftIsThatOfTheNamedMovementsAndSaysSo() {
        scene.mint(ANN, milliMor(15_000));
        for (int part = 1; part <= 5; part++) {
            scene.transfer(ANN, BEN, milliMor(1_000L * part));
        }
        Finding found = only(ann(), FindingCode.MOR_LEFT);
        assertThat(found.amount()).contains(milliMor(12_000));
        assertThat(found.explanation()).contains("The 3 largest of the latest", "the amount is that of those together");
    }

    @Test
    void anEmptyWalletWithMorOnAnotherNetworkIsSentThere() {
        Scene other = new Scene("other");
        other.mint(ANN, milliMor(7_000));
        Finding found = only(ann().alsoOn("other", other), FindingCode.MOR_ELSEWHERE);
        assertThat(found.amount()).contains(milliMor(7_000));
        assertThat(found.evidence().getFirst().href()).contains("/other/address/" + ANN.checksummed());
    }

    @Test
    void anAddressThatNeverHadMorIsToldWhatItUsuallyIs() {
        assertThat(only(ann(), FindingCode.NEVER_SEEN).explanation()).contains("gateway");
    }

    @Test
    void anIndexThatLacksTheNewestBlocksDoesNotSayThatAnAddressHasNothing() {
        Finding found = ann().stale().diagnose().findings().getFirst();
        assertThat(found.code()).isEqualTo(FindingCode.INDEX_BEHIND);
        assertThat(found.explanation()).contains("an address that looks empty need not be");
        assertThat(ann().stale().diagnose().findings())
                .extracting(Finding::code)
                .doesNotContain(FindingCode.NEVER_SEEN, FindingCode.MOR_LEFT);
    }

    @Test
    void whatIsSaidFromAnOldIndexBeginsWithThat() {
        open();
        assertThat(ann().stale().diagnose().findings())
                .extracting(Finding::code)
                .startsWith(FindingCode.INDEX_BEHIND)
                .contains(FindingCode.SESSION_RUNNING);
    }

    @Test
    void aPermissionIsNoBalance() {
        Finding found = find(ann().allowing(milliMor(100_000)), FindingCode.ALLOWANCE_ONLY);
        assertThat(values(found)).contains("100.00 MOR");
    }

    @Test
    void morThatWentToTheTokenItselfIsSaidToBeOutOfReach() {
        scene.mint(person(7), milliMor(9_000));
        scene.transfer(person(7), Patient.TOKEN, milliMor(2_000));
        scene.transfer(person(7), person(8), milliMor(1_000));
        Finding found = find(new Patient(scene, person(7)), FindingCode.MOR_SENT_TO_CONTRACT);
        assertThat(found.title()).isEqualTo("2.00 MOR was transferred to the MOR token's own contract");
        assertThat(found.amount()).hasValue(milliMor(2_000));
    }

    @Test
    void theProtocolsOwnAddressesAreNamed() {
        for (ContractKind kind : ContractKind.values()) {
            KnownContract known = new KnownContract(kind, person(7), Optional.of("somebody"));
            assertThat(codes(new Patient(scene, person(7))
                            .known(new ContractFacts(known, Optional.empty()))
                            .withCode(NodeFacts.AccountCode.CONTRACT)
                            .diagnose()))
                    .startsWith(FindingCode.ADDRESS_IS_PROTOCOL)
                    .doesNotContain(FindingCode.ADDRESS_IS_CONTRACT);
        }
    }

    @Test
    void aSilentChainIsSaidAndNotGuessedAt() {
        claimable();
        Diagnosis diagnosis = ann().chainSilent().diagnose();
        assertThat(codes(diagnosis)).containsExactly(FindingCode.HOLD_CLAIMABLE, FindingCode.CHAIN_NOT_ASKED);
        assertThat(diagnosis.findings().getFirst().explanation()).contains("could not be tried");
        assertThat(diagnosis.gas()).isEmpty();
    }

    private Patient ann() {
        return new Patient(scene, ANN);
    }

    private Patient pat() {
        return new Patient(scene, PAT);
    }

    private SessionId open() {
        scene.mint(ANN, milliMor(5_000));
        return scene.open(ANN, PAT, milliMor(2_000), HOUR);
    }

    private SessionId overdue() {
        SessionId id = open();
        scene.mine(endOf(id).plusSeconds(600));
        return id;
    }

    private void claimable() {
        scene.close(open(), milliMor(1_500));
        scene.mine(MIDNIGHT);
    }

    private void stake(Wei amount) {
        scene.mint(PAT, amount);
        scene.shift(FlowKind.PROVIDER_STAKED, PAT, Bucket.WALLET, Bucket.PROVIDER_STAKE, amount);
    }

    /** It is opened in the second of the beginning, as the first five blocks are. */
    private static Instant endOf(SessionId unused) {
        return Scene.START.plus(HOUR);
    }

    private static Provider provider(Wei stake, Wei earned, boolean deleted) {
        return new Provider(PAT, "pat.example", stake, Scene.START, MIDNIGHT.plus(HOUR), earned, deleted);
    }

    private static List<FindingCode> codes(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::code).toList();
    }

    private static Finding only(Patient patient, FindingCode findingCode) {
        List<Finding> findings = patient.diagnose().findings();
        assertThat(findings).extracting(Finding::code).containsExactly(findingCode);
        return findings.getFirst();
    }

    private static Finding find(Patient patient, FindingCode findingCode) {
        Optional<Finding> found = patient.diagnose().findings().stream()
                .filter(finding -> finding.code() == findingCode)
                .findFirst();
        assertThat(found).as(findingCode.name()).isPresent();
        return found.orElseThrow();
    }

    private static List<String> values(Finding finding) {
        return finding.evidence().stream().map(line -> line.value()).toList();
    }
}
