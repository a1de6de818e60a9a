package dev.morlens.ledger.bind;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceDebited;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceHoldCreated;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceReleased;
import dev.morlens.protocol.event.SessionId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Collects what posting some actions will look up. */
public final class LedgerEventKeys {

    private final Set<Address> balances = new HashSet<>();
    private final Set<SessionId> sessions = new HashSet<>();
    private final Set<Address> holders = new HashSet<>();
    private final Set<Address> creditors = new HashSet<>();
    private final Set<Grant> grants = new HashSet<>();

    private final Predicate<SessionId> isPaidInPart;

    /** @param isPaidInPart of a session that ends: whether its provider has collected something of it already */
    public LedgerEventKeys(Contracts contracts, Predicate<SessionId> isPaidInPart) {
        this.isPaidInPart = isPaidInPart;
        balances.add(contracts.diamond());
        balances.add(contracts.fundingAccount());
    }

    public LedgerKeys of(List<LedgerEvent> actions) {
        actions.forEach(this::add);
        return new LedgerKeys(balances, sessions, holders, creditors, grants);
    }

    private void add(LedgerEvent ledgerEvent) {
        switch (ledgerEvent) {
            case LedgerEvent.Transferred a -> balances(a.from(), a.to());
            case LedgerEvent.FundingSpent a -> {
                balances(a.from(), a.to());
                creditors.add(a.to());
            }
            case LedgerEvent.LeftDiamond a -> {
                balances(a.to());
                creditors.add(a.to());
            }
            case LedgerEvent.Gift a -> balances(a.from());
            case LedgerEvent.Opened a -> {
                balances(a.user());
                sessions.add(a.session());
            }
            case LedgerEvent.Ended a -> ended(a);
            case LedgerEvent.Claimed a -> {
                balances(a.user());
                holders.add(a.user());
            }
            case LedgerEvent.PaidIn a -> balances(a.from(), a.to().owner());
            case LedgerEvent.PaidOut a -> balances(a.from().owner(), a.to());
            case LedgerEvent.PoolChanged a -> pool(a.event());
            case LedgerEvent.ModelChanged ignored -> {}
            case LedgerEvent.TransferMissing ignored -> {}
        }
    }

    private void ended(LedgerEvent.Ended a) {
        balances(a.user(), a.provider());
        a.payout().ifPresent(payout -> {
            balances(payout.from());
            if (isPaidInPart.test(a.session())) {
                creditors.add(a.provider());
            }
        });
        sessions.add(a.session());
        holders.add(a.user());
    }

    private void pool(ProtocolEvent event) {
        switch (event) {
            case AllowanceDebited e -> sessions.add(e.sessionId());
            case AllowanceReleased e -> grants.add(new Grant(e.funder(), e.hot()));
            case AllowanceHoldCreated e -> grants.add(new Grant(e.funder(), e.hot()));
            default -> {}
        }
    }

    private void balances(Address... addresses) {
        for (Address address : addresses) {
            balances.add(address);
        }
    }
}
