package dev.morlens.ledger.bind;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.PendingTransfers.Pending;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceDebited;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceHoldCreated;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceWithdrawn;
import dev.morlens.protocol.event.ProtocolEvent.BidPosted;
import dev.morlens.protocol.event.ProtocolEvent.ModelDeregistered;
import dev.morlens.protocol.event.ProtocolEvent.ModelRegisteredUpdated;
import dev.morlens.protocol.event.ProtocolEvent.PendingWithdrawalPaid;
import dev.morlens.protocol.event.ProtocolEvent.ProviderDeregistered;
import dev.morlens.protocol.event.ProtocolEvent.ProviderRegistered;
import dev.morlens.protocol.event.ProtocolEvent.SessionClosed;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.ProtocolEvent.SessionSettledByExpiry;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceFunded;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.protocol.event.ProtocolEvent.UserWithdrawn;
import dev.morlens.protocol.event.SessionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Binds the events of one transaction to the transfers that belong to each, by order and never by sums over the
 * transaction (docs/protocol.md, P2). Bundles do several things at once, so a transaction gives any number of actions.
 */
public final class TransactionBinder {

    private final Contracts contracts;
    private final SessionLookup sessions;
    private final PendingTransfers pending = new PendingTransfers();
    private final List<LedgerEvent> actions = new ArrayList<>();
    private final Set<SessionId> poolFunded = new HashSet<>();
    private final Map<Address, Wei> heldInPools = new HashMap<>();

    public TransactionBinder(Contracts contracts, SessionLookup sessions) {
        this.contracts = contracts;
        this.sessions = sessions;
    }

    /** The actions of a transaction, in the order of the events that explain them. */
    public List<LedgerEvent> bind(List<LoggedEvent> events) {
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof AllowanceDebited debited) {
                poolFunded.add(debited.sessionId());
            }
        }
        events.forEach(logged -> bind(new Posting(logged.block(), logged.logIndex(), logged.txHash()), logged.event()));
        pending.rest().forEach(left -> actions.add(LedgerEvent.unexplained(left.at(), left.transfer(), contracts)));
        actions.sort(Comparator.comparing(ledgerEvent -> ledgerEvent.at().position()));
        return actions;
    }

    private void bind(Posting at, ProtocolEvent event) {
        switch (event) {
            case Transfer transfer -> transferred(at, transfer);
            case SessionOpened opened -> opened(at, opened);
            case SessionClosed e -> ended(at, Session.EndedBy.CLOSE, e.user(), e.sessionId(), e.provider());
            case SessionSettledByExpiry e ->
                ended(at, Session.EndedBy.SETTLEMENT, e.user(), e.sessionId(), e.provider());
            case UserWithdrawn e -> claimed(at, e);
            case ProviderRegistered e -> staked(at, FlowKind.PROVIDER_STAKED, e.provider(), Bucket.PROVIDER_STAKE);
            case ProviderDeregistered e ->
                paidOut(at, FlowKind.PROVIDER_UNSTAKED, new Account(e.provider(), Bucket.PROVIDER_STAKE), e.provider());
            case ModelRegisteredUpdated e -> {
                Wei stake = staked(at, FlowKind.MODEL_STAKED, e.owner(), Bucket.MODEL_STAKE);
                actions.add(new LedgerEvent.ModelChanged(at, e.modelId(), e.owner(), stake, false));
            }
            case ModelDeregistered e -> {
                Account stake = new Account(e.owner(), Bucket.MODEL_STAKE);
                Wei returned = paidOut(at, FlowKind.MODEL_UNSTAKED, stake, e.owner());
                actions.add(new LedgerEvent.ModelChanged(at, e.modelId(), e.owner(), returned.negate(), true));
            }
            case BidPosted ignored -> bidFee(at);
            case StakingAllowanceFunded e -> poolFunded(at, e);
            case AllowanceWithdrawn e -> poolPaid(at, e, e.funder(), e.amount());
            case PendingWithdrawalPaid e -> poolPaid(at, e, e.funder(), e.amount());
            case AllowanceHoldCreated e -> {
                heldInPools.merge(e.hot(), e.amount(), Wei::plus);
                actions.add(new LedgerEvent.PoolChanged(at, e));
            }
            case ProtocolEvent.Accountable other -> actions.add(new LedgerEvent.PoolChanged(at, other));
            case ProtocolEvent.Informative ignored -> {}
        }
    }

    private void transferred(Posting at, Transfer transfer) {
        boolean concernsProtocol = transfer.to().equals(contracts.diamond())
                || transfer.from().equals(contracts.diamond())
                || transfer.from().equals(contracts.fundingAccount());
        if (concernsProtocol) {
            pending.add(new Pending(at, transfer));
        } else {
            actions.add(new LedgerEvent.Transferred(at, transfer.from(), transfer.to(), transfer.value()));
        }
    }

    private void opened(Posting at, SessionOpened event) {
        if (poolFunded.contains(event.sessionId())) {
            actions.add(new LedgerEvent.Opened(at, event.user(), event.sessionId(), Optional.empty()));
            return;
        }
        Optional<Pending> stake =
                pending.takeLast(intoDiamond().and(t -> t.from().equals(event.user())));
        if (stake.isEmpty()) {
            missing(at, "no stake came before the opening of session " + event.sessionId());
        }
        Wei amount = stake.map(Pending::value).orElse(Wei.ZERO);
        actions.add(new LedgerEvent.Opened(at, event.user(), event.sessionId(), Optional.of(amount)));
    }

    private void ended(Posting at, Session.EndedBy by, Address user, SessionId id, Address provider) {
        Optional<SessionLookup.SessionTerms> known = sessions.find(id);
        boolean pool = poolFunded.contains(id)
                || known.filter(k -> k.fundedBy() == Session.StakeSource.POOL).isPresent();
        boolean direct = known.filter(k -> k.facts().directPayment()).isPresent();
        Optional<Pending> payout = by == Session.EndedBy.SETTLEMENT
                ? Optional.empty()
                : new CloseTransferMatcher(contracts, pending).takePayout(user, provider, direct, pool, known, at);
        Optional<Pending> refund = pool ? Optional.empty() : pending.takeLast(outOfDiamond(user));
        if (refund.isEmpty() && !pool) {
            missing(at, "no transfer to the user came before the end of session " + id);
        }
        actions.add(new LedgerEvent.Ended(
                at,
                id,
                user,
                provider,
                by,
                refund.map(Pending::value),
                heldInPool(user),
                payout.map(p -> new LedgerEvent.Payout(p.from(), p.value()))));
    }

    /** Only the end of a session has a pool hold anything, and says so before its own event (docs/protocol.md, P39). */
    private Wei heldInPool(Address hot) {
        return Optional.ofNullable(heldInPools.remove(hot)).orElse(Wei.ZERO);
    }

    private void claimed(Posting at, UserWithdrawn event) {
        Predicate<Pending> exact = outOfDiamond(event.user()).and(t -> t.value().equals(event.amount()));
        if (pending.takeLast(exact).isEmpty()) {
            missing(at, "no transfer of " + event.amount() + " wei came before a claim of " + event.user());
        }
        actions.add(new LedgerEvent.Claimed(at, event.user(), event.amount()));
    }

    /** What came in right before the event, if anything: a top-up or update may be without. */
    private Wei staked(Posting at, FlowKind kind, Address owner, Bucket bucket) {
        Optional<Pending> stake =
                pending.takeLast(intoDiamond().and(t -> t.from().equals(owner) || isAdjacent(t, at)));
        stake.ifPresent(
                t -> actions.add(new LedgerEvent.PaidIn(at, kind, t.from(), new Account(owner, bucket), t.value())));
        return stake.map(Pending::value).orElse(Wei.ZERO);
    }

    private Wei paidOut(Posting at, FlowKind kind, Account from, Address to) {
        Optional<Pending> paid = pending.takeLast(outOfDiamond(to));
        paid.ifPresent(t -> actions.add(new LedgerEvent.PaidOut(at, kind, from, to, t.value())));
        return paid.map(Pending::value).orElse(Wei.ZERO);
    }

    private void bidFee(Posting at) {
        Account fees = new Account(contracts.diamond(), Bucket.FEES);
        pending.takeLast(intoDiamond())
                .ifPresent(t -> actions.add(new LedgerEvent.PaidIn(at, FlowKind.BID_FEE, t.from(), fees, t.value())));
    }

    private void poolFunded(Posting at, StakingAllowanceFunded event) {
        Predicate<Pending> exact = intoDiamond().and(t -> t.value().equals(event.amount()));
        Optional<Pending> paid = pending.takeLast(exact);
        if (paid.isEmpty()) {
            missing(at, "no transfer of " + event.amount() + " wei came before the funding by " + event.funder());
        }
        Account pool = new Account(event.funder(), Bucket.STAKING_POOL);
        paid.ifPresent(
                t -> actions.add(new LedgerEvent.PaidIn(at, FlowKind.POOL_FUNDED, t.from(), pool, event.amount())));
        actions.add(new LedgerEvent.PoolChanged(at, event));
    }

    private void poolPaid(Posting at, ProtocolEvent event, Address funder, Wei amount) {
        Predicate<Pending> exact = outOfDiamond(funder).and(t -> t.value().equals(amount));
        if (pending.takeLast(exact).isEmpty()) {
            missing(at, "no transfer of " + amount + " wei came before a pool's payment to " + funder);
        }
        Account pool = new Account(funder, Bucket.STAKING_POOL);
        actions.add(new LedgerEvent.PaidOut(at, FlowKind.POOL_WITHDRAWN, pool, funder, amount));
        actions.add(new LedgerEvent.PoolChanged(at, event));
    }

    private void missing(Posting at, String detail) {
        actions.add(new LedgerEvent.TransferMissing(at, detail));
    }

    private Predicate<Pending> intoDiamond() {
        return t -> t.to().equals(contracts.diamond());
    }

    private Predicate<Pending> outOfDiamond(Address to) {
        return t -> t.from().equals(contracts.diamond()) && t.to().equals(to);
    }

    private static boolean isAdjacent(Pending transfer, Posting event) {
        return transfer.at().logIndex() == event.logIndex() - 1;
    }
}
