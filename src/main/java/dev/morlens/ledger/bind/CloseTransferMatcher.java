package dev.morlens.ledger.bind;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.PendingTransfers.Pending;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.Reward;
import java.util.Optional;

/**
 * Finds the provider's payment among the transfers before a {@code SessionClosed}: the refund comes first, then at most
 * one payment (docs/protocol.md, P1).
 */
final class CloseTransferMatcher {

    private final Contracts contracts;
    private final PendingTransfers pending;

    CloseTransferMatcher(Contracts contracts, PendingTransfers pending) {
        this.contracts = contracts;
        this.pending = pending;
    }

    /** Takes the payment, if this close made one. */
    Optional<Pending> takePayout(
            Address user,
            Address provider,
            boolean direct,
            boolean pool,
            Optional<SessionLookup.SessionTerms> session,
            Posting close) {
        Address payer = direct ? contracts.diamond() : contracts.fundingAccount();
        boolean ambiguous = direct && user.equals(provider);
        if (ambiguous && !refundStandsBefore(user, session, close)) {
            return Optional.empty();
        }
        boolean refundLeft =
                pool || pending.peek(1).filter(t -> isRefund(t, user)).isPresent();
        return pending.takeLast(t -> refundLeft && t.from().equals(payer) && t.to().equals(provider));
    }

    /**
     * User and provider are the same (docs/protocol.md, P27): two transfers look alike. The earlier one is the refund,
     * unless stake and reward leave no room for it, in which case it was an earlier {@code claimForProvider}. A claim
     * and then a close that pays nothing, both in one transaction, cannot be told from refund and payment by any log;
     * the audit would show it.
     */
    private boolean refundStandsBefore(Address user, Optional<SessionLookup.SessionTerms> session, Posting close) {
        Optional<Pending> earlier = pending.peek(1).filter(t -> isRefund(t, user));
        if (earlier.isEmpty() || session.isEmpty()) {
            return false;
        }
        SessionFacts facts = session.get().facts();
        Wei reward = Reward.of(
                facts.openedAt(), DayLock.sessionEnd(close.block().time(), facts.endsAt()), facts.pricePerSecond());
        Wei payout = pending.peek(0).map(Pending::value).orElse(Wei.ZERO);
        Wei room = facts.stake().minus(reward);
        return payout.compareTo(reward) <= 0 && earlier.get().value().compareTo(room) <= 0;
    }

    private boolean isRefund(Pending transfer, Address user) {
        return transfer.from().equals(contracts.diamond()) && transfer.to().equals(user);
    }
}
