package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.Funding;
import dev.morlens.preview.Action.Kind;
import dev.morlens.preview.Action.Sender;
import dev.morlens.preview.Action.Step;
import dev.morlens.preview.Outlook.State;
import dev.morlens.protocol.abi.DelegatedRight;
import dev.morlens.protocol.abi.SessionCalls;
import dev.morlens.protocol.abi.StakeCalls;
import dev.morlens.protocol.abi.UnsignedCall;
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

/** What is said of calls that somebody else is to send for the owner. */
class SenderRightsTest {

    private static final Address OWNER = Address.of("0x" + "aa".repeat(20));
    private static final Address DELEGATE = Address.of("0x" + "de".repeat(20));
    private static final Address DIAMOND = Address.of("0x" + "d1".repeat(20));
    private static final Hash ID = Hash.of("0x" + "ab".repeat(32));
    private static final BlockRef BLOCK = new BlockRef(77, ID, Instant.EPOCH);
    private static final SessionCalls SESSIONS = new SessionCalls(DIAMOND);
    private static final StakeCalls STAKES = new StakeCalls(DIAMOND);

    private static final Action CLAIM = action(Kind.CLAIM_HOLDS, SESSIONS.withdrawUserStakes(OWNER, 255));
    private static final Action COLLECT = action(Kind.CLAIM_FOR_PROVIDER, SESSIONS.claimForProvider(new SessionId(ID)));
    private static final Action DEREGISTER =
            action(Kind.DEREGISTER_PROVIDER, STAKES.deleteModelBid(ID), STAKES.providerDeregister(OWNER));
    private static final Action EARLY_CLOSE = action(Kind.CLOSE_SESSION);

    @Test
    void theOwnerNeedsNoRight() {
        assertThat(SenderRights.sentBy(OWNER, CLAIM)).isEqualTo(CLAIM);
        assertThat(SenderRights.wanted(List.of(CLAIM, DEREGISTER))).isEmpty();
        assertThat(new SenderRights(Optional.empty()).judged(List.of(CLAIM))).containsExactly(CLAIM);
    }

    @Test
    void withoutTheRightItFailsAndNamesBothTheRightAndTheBlock() {
        Action judged = judged(CLAIM);

        assertThat(judged.now()).isEmpty();
        Outlook outlook = judged.outlook().orElseThrow();
        assertThat(outlook.state()).isEqualTo(State.FAILS);
        assertThat(outlook.error()).contains("InsufficientRightsForOperation");
        assertThat(outlook.block()).contains(BLOCK);
        assertThat(outlook.reason().orElseThrow())
                .endsWith(
                        "At block 77 %s had not given %s the right delegation.rules.session, which withdrawUserStakes takes, nor all rights."
                                .formatted(OWNER.checksummed(), DELEGATE.checksummed()));
    }

    @Test
    void withTheRightItIsLeftToBeTriedFromTheDelegateAndPaysTheOwner() {
        Action judged = judged(CLAIM, DelegatedRight.SESSION);

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
        Action settle =
                action(Kind.SETTLE_SESSION, List.of(Sender.ANYONE), SESSIONS.settleExpiredSession(new SessionId(ID)));
        assertThat(judged(settle)).isEqualTo(settle.sentBy(DELEGATE));
        assertThat(SenderRights.wanted(List.of(settle.sentBy(DELEGATE)))).isEmpty();
    }

    @Test
    void aFundersWithdrawalIsHandedOutToNobodyElse() {
        Action withdraw = action(
                Kind.WITHDRAW_FROM_POOL, List.of(Sender.FUNDER), STAKES.withdrawStakingAllowance(OWNER, Wei.of(1)));
        Action judged = judged(withdraw, DelegatedRight.values());

        assertThat(judged.calls()).isEmpty();
        assertThat(judged.from()).isEqualTo(OWNER);
        assertThat(judged.outlook().orElseThrow().state()).isEqualTo(State.TAKES_MORE);
        assertThat(reason(judged)).contains("the funder, " + OWNER.checksummed());
    }

    @Test
    void whereNoNodeTellsItIsNotKnownEvenBeforeItsTime() {
        SenderRights unread = new SenderRights(Optional.empty());
        for (Action action : List.of(CLAIM, EARLY_CLOSE, CLAIM.blockedUntil(Instant.MAX))) {
            Action judged = unread.judged(List.of(SenderRights.sentBy(DELEGATE, action)))
                    .getFirst();
            assertThat(judged.outlook().orElseThrow().state()).isEqualTo(State.NOT_KNOWN);
            assertThat(reason(judged)).contains("no node could be asked");
        }
    }

    private static String reason(Action action) {
        return action.outlook().flatMap(Outlook::reason).orElseThrow();
    }

    private static Action judged(Action action, DelegatedRight... held) {
        return new SenderRights(Optional.of(told(Set.of(held))))
                .judged(List.of(SenderRights.sentBy(DELEGATE, action)))
                .getFirst();
    }

    private static OfferFacts told(Set<DelegatedRight> held) {
        Map<DelegatedRight, Boolean> rights = new EnumMap<>(DelegatedRight.class);
        Arrays.stream(DelegatedRight.values()).forEach(right -> rights.put(right, held.contains(right)));
        Funding funding = new Funding(OWNER, Wei.ZERO, Wei.ZERO);
        return new OfferFacts(BLOCK, Map.of(), funding, Map.of(), Map.of(), rights, DELEGATE, Wei.ZERO, false);
    }

    private static Action action(Kind kind, UnsignedCall... calls) {
        return action(kind, List.of(Sender.USER, Sender.DELEGATE), calls);
    }

    private static Action action(Kind kind, List<Sender> who, UnsignedCall... calls) {
        List<Step> steps = Stream.of(calls)
                .map(call -> new Step(call, OptionalInt.empty(), Optional.empty(), Optional.empty()))
                .toList();
        return new Action(
                kind,
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
