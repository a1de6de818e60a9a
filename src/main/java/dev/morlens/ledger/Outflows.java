package dev.morlens.ledger;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Posts the outflows that no event explains: a provider claiming, or the owner withdrawing fees (protocol.md, traps 1 and
 * 15). Claims go only to a bid's provider; what views say it has collected tells them apart from the rest.
 */
final class Outflows {

    private final PostingsBuilder out;
    private final BatchFacts facts;

    private final Map<SessionId, Wei> paidByCloses;

    /** @param paidByCloses what closes in the batch pay for their sessions */
    Outflows(PostingsBuilder out, BatchFacts facts, Map<SessionId, Wei> paidByCloses) {
        this.out = out;
        this.facts = facts;
        this.paidByCloses = paidByCloses;
    }

    /** A transfer of the funding account: a claim if the receiver is owed so much, else an ordinary transfer. */
    void fromFunding(Action.FundingSpent a) {
        Optional<Session> claimed =
                claimed(a.at(), a.to(), a.amount(), s -> !s.facts().directPayment(), false);
        FlowKind kind = claimed.isPresent() ? FlowKind.PROVIDER_PAID : FlowKind.TRANSFER;
        Optional<SessionId> id = claimed.map(Session::id);
        out.flow(a.at(), kind, out.wallet(a.from()), out.wallet(a.to()), a.amount(), id);
    }

    void fromDiamond(Action.LeftDiamond a) {
        Account fees = new Account(out.contracts().diamond(), Bucket.FEES);
        boolean mayBeFees = a.amount().compareTo(out.books().balance(fees)) <= 0;
        Optional<Session> claimed =
                claimed(a.at(), a.to(), a.amount(), s -> s.facts().directPayment(), mayBeFees);
        if (claimed.isPresent()) {
            Account due = new Account(a.to(), Bucket.PROVIDER_DUE);
            Optional<SessionId> id = claimed.map(Session::id);
            out.flow(a.at(), FlowKind.PROVIDER_PAID, due, out.wallet(a.to()), a.amount(), id);
            return;
        }
        Wei ofFees = a.amount().min(out.books().balance(fees).max(Wei.ZERO));
        out.flow(a.at(), FlowKind.FEE_WITHDRAWN, fees, out.wallet(a.to()), ofFees, Optional.empty());
        unattributed(a, a.amount().minus(ofFees));
    }

    private void unattributed(Action.LeftDiamond a, Wei rest) {
        if (rest.isZero()) {
            return;
        }
        String detail = "%s wei left the Diamond for %s and nothing says why";
        out.anomaly(a.at(), Anomaly.Code.OUTFLOW_UNEXPLAINED, detail.formatted(rest, a.to()));
        Account unexplained = new Account(out.contracts().diamond(), Bucket.UNATTRIBUTED);
        out.flow(a.at(), FlowKind.UNATTRIBUTED, unexplained, out.wallet(a.to()), rest, Optional.empty());
    }

    /** The session that was claimed for, already marked as paid; empty if this was no claim. */
    private Optional<Session> claimed(Posting at, Address to, Wei amount, Predicate<Session> kind, boolean mayBeFees) {
        if (amount.isZero()) {
            return Optional.empty();
        }
        Instant now = at.block().time();
        PayoutFact before = facts.payouts().get(at.position());
        Optional<Session> session = before == null
                ? choose(candidates(now, to, amount, kind), now, amount, mayBeFees)
                : before.session()
                        .flatMap(id -> out.books().owing(to).stream()
                                .filter(s -> s.id().equals(id))
                                .findFirst());
        out.payout(new PayoutFact(at.position(), session.map(Session::id)));
        session.ifPresent(s -> out.session(s.paying(amount)));
        return session;
    }

    private List<Session> candidates(Instant now, Address provider, Wei amount, Predicate<Session> kind) {
        return out.books().owing(provider).stream()
                .filter(kind)
                .filter(s -> !s.isOpen() || !now.isBefore(s.facts().endsAt()))
                .filter(s -> s.owed(now).compareTo(amount) >= 0)
                .filter(s -> mayHaveCollected(s, amount))
                .toList();
    }

    private boolean mayHaveCollected(Session session, Wei amount) {
        return collectedByClaims(session)
                .filter(collected -> collected.compareTo(session.providerPaid().plus(amount)) < 0)
                .isEmpty();
    }

    /** Views tell of a block after the batch: what a close still to come pays is in it, and was not claimed. */
    private Optional<Wei> collectedByClaims(Session session) {
        Wei close = session.isOpen() ? paidByCloses.getOrDefault(session.id(), Wei.ZERO) : Wei.ZERO;
        return Optional.ofNullable(facts.collected().get(session.id())).map(collected -> collected.minus(close));
    }

    /**
     * The session that owes exactly this amount, or whose provider is said to have collected exactly so much; else, if it
     * cannot have been fees, the first that owes more, because the yearly limit may cap a claim.
     */
    private Optional<Session> choose(List<Session> candidates, Instant now, Wei amount, boolean mayBeFees) {
        Optional<Session> exact = candidates.stream()
                .filter(s -> s.owed(now).equals(amount))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(s -> collectedByClaims(s)
                                .equals(Optional.of(s.providerPaid().plus(amount))))
                        .findFirst());
        return exact.isPresent() || mayBeFees ? exact : candidates.stream().findFirst();
    }
}
