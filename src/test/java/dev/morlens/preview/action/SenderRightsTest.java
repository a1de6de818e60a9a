package dev.morlens.preview.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.health.FundingAccount;
import dev.morlens.preview.action.Outlook.OutlookState;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.action.RecoveryAction.Sender;
import dev.morlens.protocol.call.DelegatedRight;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.protocol.call.UnsignedCall;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of calls that somebody else is to send for the owner (docs/protocol.md, P28). */
class SenderRightsTest {

    private static final Address OWNER = Address.of("0x" + "aa".repeat(20));
    private static final Address DELEGATE = Address.of("0x" + "de".repeat(20));
    private static final Address DIAMOND = Address.of("0x" + "d1".repeat(20));
    private static final Hash ID = Hash.of("0x" + "ab".repeat(32));
    private static final BlockRef BLOCK = new BlockRef(77, ID, Instant.EPOCH);
    private static final SessionCalls SESSIONS = new SessionCalls(DIAMOND);
    private static final StakeCalls STAKES = new StakeCalls(DIAMOND);

    private static final RecoveryAction CLAIM = action(ActionKind.CLAIM_HOLDS, SESSIONS.withdrawUserStakes(OWNER, 255));
    private static final RecoveryAction COLLECT =
            action(ActionKind.CLAIM_FOR_PROVIDER, SESSIONS.claimForProvider(new SessionId(ID)));
    private static final RecoveryAction DEREGISTER =
            action(ActionKind.DEREGISTER_PROVIDER, STAKES.deleteModelBid(ID), STAKES.providerDeregister(OWNER));
    private static final RecoveryAction EARLY_CLOSE = action(ActionKind.CLOSE_SESSION);

    @Test
    void theOwnerNeedsNoRight() {
        assertThat(SenderRights.sentBy(OWNER, CLAIM)).isEqualTo(CLAIM);
        assertThat(SenderRights.wanted(List.of(CLAIM, DEREGISTER))).isEmpty();
        assertThat(new SenderRights(Optional.empty()).judged(List.of(CLAIM))).containsExactly(CLAIM);
    }

    @Test
    void withoutTheRightItFailsAndNamesBothTheRightAndTheBlock() {
        RecoveryAction judged = judged(CLAIM);

        assertThat(judged.now()).isEmpty();
        Outlook outlook = judged.outlook().orElseThrow();
        assertThat(outlook.state()).isEqualTo(OutlookState.FAILS);
        assertThat(outlook.error()).contains("InsufficientRightsForOperation");
        assertThat(outlook.block()).contains(BLOCK);
        assertThat(outlook.reason().orElseThrow())
                .endsWith(
                        "At block 77 %s had not given %s the right delegation.rules.session, which withdrawUserStakes takes, nor all rights."
                                .formatted(OWNER.checksummed(), DELEGATE.checksummed()));
    }

    @Test
    void withTheRightItIsLeftToBeTriedFromTheDelegateAndPaysTheOwner() {
        RecoveryAction judged = judged(CLAIM, DelegatedRight.SESSION);

        assertThat(judged.outlook()).isEmpty();
        assertThat(judged.isReady()).isTrue();
        assertThat(judged.from()).isEqualTo(DELEGATE);
        assertThat(judged.owner()).isEqualTo(OWNER);
    }

    @Test
    void theWrongKindOfRightIsNone() {
        assertThat(judged(CLAIM, DelegatedRight.PROVIDER, DelegatedRight.MODEL, DelegatedRight.MARKETPLACE)
                        .wouldFail())
                .isTrue();
        assertThat(judged(COLLECT, DelegatedRight.PROVIDER).wouldFail())
                .as("a provider's claim wants the right for sessions")
                .isTrue();
        assertThat(judged(COLLECT, DelegatedRight.SESSION).wouldFail()).isFalse();
    }

    @Test
    void aSequenceTakesTheRightsOfAllItsCalls() {
        assertThat(reason(judged(DEREGISTER, DelegatedRight.PROVIDER))).contains("marketplace", "deleteModelBid");
        assertThat(reason(judged(DEREGISTER, DelegatedRight.MARKETPLACE))).contains(".provider", "providerDeregister");
        assertThat(judged(DEREGISTER, DelegatedRight.MARKETPLACE, DelegatedRight.PROVIDER)
                        .wouldFail())
                .isFalse();
    }

    @Test
    void aCloseBeforeTheEndTakesTheRightThoughThereIsNoCallYet() {
        assertThat(judged(EARLY_CLOSE).wouldFail()).isTrue();
        assertThat(judged(EARLY_CLOSE, DelegatedRight.SESSION)).isEqualTo(EARLY_CLOSE.sentBy(DELEGATE));
    }

    @Test
    void whatAnybodyMaySendTakesNoRight() {
        RecoveryAction settle = action(
                ActionKind.SETTLE_SESSION, List.of(Sender.ANYONE), SESSIONS.settleExpiredSession(new SessionId(ID)));
        assertThat(judged(settle)).isEqualTo(settle.sentBy(DELEGATE));
        assertThat(SenderRights.wanted(List.of(settle.sentBy(DELEGATE)))).isEmpty();
    }

    @Test
    void aFundersWithdrawalIsHandedOutToNobodyElse() {
        RecoveryAction withdraw = action(
                ActionKind.WITHDRAW_FROM_POOL,
                List.of(Sender.FUNDER),
                STAKES.withdrawStakingAllowance(OWNER, Wei.of(1)));
        RecoveryAction judged = judged(withdraw, DelegatedRight.values());

        assertThat(judged.calls()).isEmpty();
        assertThat(judged.from()).isEqualTo(OWNER);
        assertThat(judged.outlook().orElseThrow().state()).isEqualTo(OutlookState.TAKES_MORE);
        assertThat(reason(judged)).contains("the funder, " + OWNER.checksummed());
    }

    @Test
    void whereNoNodeTellsItIsNotKnownEvenBeforeItsTime() {
        SenderRights unread = new SenderRights(Optional.empty());
        for (RecoveryAction recoveryAction : List.of(CLAIM, EARLY_CLOSE, CLAIM.blockedUntil(Instant.MAX))) {
            RecoveryAction judged = unread.judged(List.of(SenderRights.sentBy(DELEGATE, recoveryAction)))
                    .getFirst();
            assertThat(judged.outlook().orElseThrow().state()).isEqualTo(OutlookState.NOT_KNOWN);
            assertThat(reason(judged)).contains("no node could be asked");
        }
    }

    private static String reason(RecoveryAction recoveryAction) {
        return recoveryAction.outlook().flatMap(Outlook::reason).orElseThrow();
    }

    private static RecoveryAction judged(RecoveryAction recoveryAction, DelegatedRight... held) {
        return new SenderRights(Optional.of(told(Set.of(held))))
                .judged(List.of(SenderRights.sentBy(DELEGATE, recoveryAction)))
                .getFirst();
    }

    private static ActionNodeFacts told(Set<DelegatedRight> held) {
        Map<DelegatedRight, Boolean> rights = new EnumMap<>(DelegatedRight.class);
        Arrays.stream(DelegatedRight.values()).forEach(right -> rights.put(right, held.contains(right)));
        FundingAccount fundingAccount = new FundingAccount(OWNER, Wei.ZERO, Wei.ZERO);
        return new ActionNodeFacts(
                BLOCK, Map.of(), fundingAccount, Map.of(), Map.of(), rights, DELEGATE, Wei.ZERO, false);
    }

    private static RecoveryAction action(ActionKind actionKind, UnsignedCall... calls) {
        return action(actionKind, List.of(Sender.USER, Sender.DELEGATE), calls);
    }

    private static RecoveryAction action(ActionKind actionKind, List<Sender> who, UnsignedCall... calls) {
        List<CallStep> steps = Stream.of(calls)
                .map(call -> new CallStep(call, OptionalInt.empty(), Optional.empty(), Optional.empty()))
                .toList();
        return new RecoveryAction(
                actionKind,
                Optional.empty(),
                Optional.empty(),
                steps,
                who,
                OWNER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
