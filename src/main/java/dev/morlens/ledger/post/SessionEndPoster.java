package dev.morlens.ledger.post;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.ClaimChoice;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.DayLock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Posts the end of a session. What was held needs no rule: it is what the transfers leave of the stake, less the whole
 * reward of a direct payment (docs/protocol.md, P27), and what a pool's events say of a stake of its own.
 */
final class SessionEndPoster {

    /** How a stake was split, in wei; the three parts sum to it. */
    private record Split(Wei returned, Wei held, Wei reward) {}

    private final PostingsBuilder out;
    private final BatchFacts facts;
    private final ClaimChoice choice;

    SessionEndPoster(PostingsBuilder out, BatchFacts facts, ClaimChoice choice) {
        this.out = out;
        this.facts = facts;
        this.choice = choice;
    }

    void post(LedgerEvent.Ended a) {
        Optional<Session> open = out.books().session(a.session()).filter(Session::isOpen);
        if (open.isEmpty()) {
            unknown(a);
            return;
        }
        SessionFacts.Closeout closeout = facts.closeouts().get(a.session());
        Session session = closeout == null ? open.get() : open.get().knowing(closeout);
        boolean pool = session.fundedBy() == Session.StakeSource.POOL;
        Split split = pool ? recycled(session, a) : split(session, a);
        Session closed = session.closedWith(new Session.Closing(a.at(), a.by(), split.returned(), split.held()));
        if (!pool) {
            postSplit(closed, a, split);
        }
        out.session(closed);
        a.payout().ifPresent(payout -> pay(closed, a, payout));
    }

    private Split split(Session session, LedgerEvent.Ended a) {
        Wei returned = a.returned().orElse(Wei.ZERO);
        Instant closedAt = a.at().block().time();
        Wei reward = session.facts().directPayment()
                ? session.closedWith(new Session.Closing(a.at(), a.by(), Wei.ZERO, Wei.ZERO))
                        .cost(closedAt)
                : Wei.ZERO;
        Wei held = session.stake().minus(returned).minus(reward);
        if (held.isNegative()) {
            String detail = "session %s: stake %s - returned %s - reward %s is below 0";
            negative(a, detail.formatted(session.id(), session.stake(), returned, reward));
            return new Split(returned, Wei.ZERO, session.stake().minus(returned));
        }
        return new Split(returned, held, reward);
    }

    /** What its pool does not hold is free there again: a pool pays no provider. */
    private Split recycled(Session session, LedgerEvent.Ended a) {
        Wei free = session.stake().minus(a.heldInPool());
        if (free.isNegative()) {
            String detail = "session %s: stake %s - held in the pool %s is below 0";
            negative(a, detail.formatted(session.id(), session.stake(), a.heldInPool()));
            return new Split(Wei.ZERO, session.stake(), Wei.ZERO);
        }
        return new Split(free, a.heldInPool(), Wei.ZERO);
    }

    private void negative(LedgerEvent.Ended a, String detail) {
        out.anomaly(a.at(), Anomaly.AnomalyCode.HOLD_NEGATIVE, detail);
    }

    private void postSplit(Session closed, LedgerEvent.Ended a, Split split) {
        SessionFacts known = closed.facts();
        Optional<SessionId> id = Optional.of(closed.id());
        FlowKind kind = a.by() == Session.EndedBy.CLOSE ? FlowKind.SESSION_CLOSED : FlowKind.SESSION_SETTLED;
        Account active = new Account(a.user(), Bucket.ACTIVE_SESSION);
        out.flow(a.at(), kind, active, out.wallet(a.user()), split.returned(), id);
        out.flow(a.at(), kind, active, new Account(a.user(), Bucket.ON_HOLD), split.held(), id);
        out.flow(a.at(), kind, active, new Account(known.provider(), Bucket.PROVIDER_DUE), split.reward(), id);
        if (split.held().isPositive()) {
            Instant end = DayLock.sessionEnd(a.at().block().time(), known.endsAt());
            out.hold(out.books()
                    .holds(a.user())
                    .push(new HoldRow(
                            closed.id(),
                            a.user(),
                            split.held(),
                            DayLock.releaseAt(end),
                            a.at(),
                            OptionalInt.empty(),
                            Optional.empty(),
                            OptionalInt.empty())));
        }
    }

    private void pay(Session closed, LedgerEvent.Ended a, LedgerEvent.Payout payout) {
        Instant now = a.at().block().time();
        Wei excess = closed.paying(payout.amount()).owed(now).negate().min(payout.amount());
        Optional<Session> claimed = claimedInstead(closed, excess, now);
        claimed.ifPresent(session -> pay(session, a, payout.from(), excess));
        pay(closed, a, payout.from(), payout.amount().minus(claimed.isPresent() ? excess : Wei.ZERO));
    }

    /**
     * A close pays what its provider has not collected. If that is more than we think is owed, a claim that we took for
     * one of this session was for another one that owes the same: without old states, views of the newest block tell of
     * both that they are paid up (docs/claims.md).
     */
    private Optional<Session> claimedInstead(Session closed, Wei excess, Instant now) {
        if (!excess.isPositive() || !closed.providerPaid().isPositive()) {
            return Optional.empty();
        }
        return out.books().owing(closed.facts().provider()).stream()
                .filter(other -> !other.id().equals(closed.id()))
                .filter(other -> other.facts().directPayment() == closed.facts().directPayment())
                .filter(other -> !other.isOpen() || !now.isBefore(other.facts().endsAt()))
                .filter(other -> other.owed(now).equals(excess) && choice.mayHaveCollected(other, excess))
                .findFirst();
    }

    private void pay(Session session, LedgerEvent.Ended a, Address payer, Wei amount) {
        out.session(session.paying(amount));
        Account from = payer.equals(out.contracts().diamond())
                ? new Account(a.provider(), Bucket.PROVIDER_DUE)
                : out.wallet(payer);
        out.flow(a.at(), FlowKind.PROVIDER_PAID, from, out.wallet(a.provider()), amount, Optional.of(session.id()));
    }

    /** Still double entry: what the transfers moved is moved, on the account of what nothing explains. */
    private void unknown(LedgerEvent.Ended a) {
        out.anomaly(
                a.at(),
                Anomaly.AnomalyCode.SESSION_UNKNOWN,
                "session " + a.session() + " ended, but we have not seen it open");
        Account unattributed = new Account(out.contracts().diamond(), Bucket.UNATTRIBUTED);
        Optional<SessionId> id = Optional.of(a.session());
        a.returned()
                .ifPresent(amount ->
                        out.flow(a.at(), FlowKind.UNATTRIBUTED, unattributed, out.wallet(a.user()), amount, id));
        a.payout()
                .ifPresent(p -> out.flow(
                        a.at(),
                        FlowKind.PROVIDER_PAID,
                        out.wallet(p.from()),
                        out.wallet(a.provider()),
                        p.amount(),
                        id));
    }
}
