package dev.morlens.ledger.bind;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.protocol.event.SessionId;
import java.util.Optional;

/**
 * One thing that somebody did: an event with the transfers that belong to it, or a transfer that stands alone. Amounts
 * in wei, 0 or above.
 */
public sealed interface LedgerEvent {

    /** The event, or the transfer that stands alone. */
    Posting at();

    /** A transfer between two addresses of which neither is the Diamond. */
    record Transferred(Posting at, Address from, Address to, Wei amount) implements LedgerEvent {}

    /** The funding account paid, and no close says why: {@code claimForProvider}, or an ordinary transfer. */
    record FundingSpent(Posting at, Address from, Address to, Wei amount) implements LedgerEvent {}

    /**
     * MOR left the Diamond and no event says why: {@code claimForProvider} or {@code withdrawFee} (docs/protocol.md,
     * P3).
     */
    record LeftDiamond(Posting at, Address to, Wei amount) implements LedgerEvent {}

    /** MOR came to the Diamond and no event says why. */
    record Gift(Posting at, Address from, Wei amount) implements LedgerEvent {}

    /**
     * A session began.
     *
     * @param stake from the user's wallet; empty if a pool funds it
     */
    record Opened(Posting at, Address user, SessionId session, Optional<Wei> stake) implements LedgerEvent {}

    /**
     * A session ended.
     *
     * @param returned sent to the user by this close; empty if no transfer was found or a pool funded it
     * @param heldInPool kept by the pool that funded it until a day ends; 0 if none did
     * @param payout sent to the provider by this close
     */
    record Ended(
            Posting at,
            SessionId session,
            Address user,
            Address provider,
            Session.EndedBy by,
            Optional<Wei> returned,
            Wei heldInPool,
            Optional<Payout> payout)
            implements LedgerEvent {}

    /** What a close paid to the provider, out of the Diamond (direct payment) or by the funding account. */
    record Payout(Address from, Wei amount) {}

    /** Hold rows were paid out. */
    record Claimed(Posting at, Address user, Wei amount) implements LedgerEvent {}

    /** MOR went from a wallet into a bucket in the Diamond. */
    record PaidIn(Posting at, FlowKind kind, Address from, Account to, Wei amount) implements LedgerEvent {}

    /** MOR went from a bucket in the Diamond to a wallet. */
    record PaidOut(Posting at, FlowKind kind, Account from, Address to, Wei amount) implements LedgerEvent {}

    /** A model's stake changed by {@code stake}, negative when it was deregistered. */
    record ModelChanged(Posting at, Hash modelId, Address owner, Wei stake, boolean deregistered)
            implements LedgerEvent {}

    /** An event of delegated staking. */
    record PoolChanged(Posting at, ProtocolEvent event) implements LedgerEvent {}

    /** An event lacks the transfer that should come before it. */
    record TransferMissing(Posting at, String detail) implements LedgerEvent {}

    /** A transfer that no event explains. */
    static LedgerEvent unexplained(Posting at, Transfer transfer, Contracts contracts) {
        if (transfer.to().equals(contracts.diamond())) {
            return new Gift(at, transfer.from(), transfer.value());
        }
        return transfer.from().equals(contracts.diamond())
                ? new LeftDiamond(at, transfer.to(), transfer.value())
                : new FundingSpent(at, transfer.from(), transfer.to(), transfer.value());
    }
}
