package dev.morlens.preview.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.action.RecoveryAction.Sender;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.HoldRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may end a session, and from when on (docs/protocol.md, P28, P29, P30 and P31). */
class SessionActionsTest {

    private static final Address DIAMOND = new Address(0, 0, 1);
    private static final Address USER = new Address(0, 0, 2);
    private static final Address PROVIDER = new Address(0, 0, 3);
    private static final Instant OPENED = Instant.parse("2026-08-01T10:00:00Z");
    private static final Instant ENDS = OPENED.plusSeconds(600);
    private static final Instant MIDNIGHT = Instant.parse("2026-08-02T00:00:00Z");

    private final Session open = Session.fromNode(facts(), Session.StakeSource.WALLET, Wei.ZERO);

    @Test
    void theUserOrADelegateClosesAnOverdueSessionWithAReceiptThatItsProviderDidNotSign() {
        RecoveryAction close = actions(ENDS).closeOverdue(open, HoldRule.CLASSIC);

        assertThat(close.who()).containsExactly(Sender.USER, Sender.DELEGATE);
        assertThat(close.from()).isEqualTo(USER);
        assertThat(close.calls())
                .singleElement()
                .satisfies(callStep -> assertThat(callStep.call().function()).startsWith("closeSession"));
        assertThat(close.blockedUntil()).isEmpty();
    }

    @Test
    void whereTheRuleHoldsAPartTheClaimOfItFollowsAtMidnight() {
        assertThat(actions(ENDS).closeOverdue(open, HoldRule.DAY_LOCK).calls())
                .extracting(RecoveryAction.CallStep::notBefore)
                .containsExactly(Optional.empty(), Optional.of(MIDNIGHT));
        assertThat(actions(MIDNIGHT).closeOverdue(open, HoldRule.DAY_LOCK).calls())
                .hasSize(1);
    }

    @Test
    void beforeItsEndACloseNeedsWhatOnlyTheProviderCanGive() {
        assertThat(actions(ENDS.minusSeconds(1)).closeEarly(open).calls()).isEmpty();
    }

    @Test
    void anybodySettlesFromTheGraceAfterTheEndOn() {
        Duration grace = Duration.ofDays(1);

        RecoveryAction early = actions(ENDS).settle(open, Optional.of(grace));
        assertThat(early.who()).containsExactly(Sender.ANYONE);
        assertThat(early.blockedUntil()).contains(ENDS.plus(grace));
        assertThat(actions(ENDS.plus(grace)).settle(open, Optional.of(grace)).blockedUntil())
                .isEmpty();
    }

    @Test
    void aProvidersClaimWaitsForTheMidnightAfterTheClose() {
        Session closed = open.closedWith(new Session.Closing(
                new Posting(new BlockRef(9, Hash.ZERO, ENDS), 0, Hash.ZERO),
                Session.EndedBy.CLOSE,
                Wei.of(1_000_000),
                Wei.ZERO));

        assertThat(actions(ENDS).claimForProvider(closed).blockedUntil()).contains(MIDNIGHT);
        assertThat(actions(MIDNIGHT).claimForProvider(closed).blockedUntil()).isEmpty();
        assertThat(actions(ENDS).claimForProvider(open).blockedUntil()).isEmpty();
    }

    private static SessionActions actions(Instant now) {
        return new SessionActions(new SessionCalls(DIAMOND), new StakeCalls(DIAMOND), 8453, now);
    }

    private static SessionFacts facts() {
        return new SessionFacts(
                new SessionId(new Hash(0, 0, 0, 1)),
                USER,
                PROVIDER,
                new Hash(0, 0, 0, 7),
                new Hash(0, 0, 0, 8),
                Wei.of(10),
                Wei.of(1_000_000),
                false,
                OPENED,
                ENDS,
                Optional.empty());
    }
}
