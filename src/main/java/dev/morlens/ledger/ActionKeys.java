package dev.morlens.ledger;

import dev.morlens.chain.value.Address;
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
final class ActionKeys {

    private final Set<Address> balances = new HashSet<>();
    private final Set<SessionId> sessions = new HashSet<>();
    private final Set<Address> holders = new HashSet<>();
    private final Set<Address> creditors = new HashSet<>();
    private final Set<Grant> grants = new HashSet<>();

    private final Predicate<SessionId> isPaidInPart;

    /** @param isPaidInPart of a session that ends: whether its provider has collected something of it already */
    ActionKeys(Contracts contracts, Predicate<SessionId> isPaidInPart) {
        this.isPaidInPart = isPaidInPart;
        balances.add(contracts.diamond());
        balances.add(contracts.fundingAccount());
    }

    Keys of(List<Action> actions) {
        actions.forEach(this::add);
        return new Keys(balances, sessions, holders, creditors, grants);
    }

    private void add(Action action) {
        switch (action) {
            case Action.Transferred a -> balances(a.from(), a.to());
            case Action.FundingSpent a -> {
                balances(a.from(), a.to());
                creditors.add(a.to());
            }
            case Action.LeftDiamond a -> {
                balances(a.to());
                creditors.add(a.to());
            }
            case Action.Gift a -> balances(a.from());
            case Action.Opened a -> {
                balances(a.user());
                sessions.add(a.session());
            }
            case Action.Ended a -> ended(a);
            case Action.Claimed a -> {
                balances(a.user());
                holders.add(a.user());
            }
            case Action.PaidIn a -> balances(a.from(), a.to().owner());
            case Action.PaidOut a -> balances(a.from().owner(), a.to());
            case Action.PoolChanged a -> pool(a.event());
            case Action.ModelChanged ignored -> {}
            case Action.TransferMissing ignored -> {}
        }
    }

    private void ended(Action.Ended a) {
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
