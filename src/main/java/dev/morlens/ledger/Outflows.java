package dev.morlens.ledger;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Posts the outflows that no event explains: a provider claiming, or the owner withdrawing fees (protocol.md, traps 1 and
 * 15). Claims go only to a bid's provider.
 */
final class Outflows {

    private final PostingsBuilder out;

    Outflows(PostingsBuilder out) {
        this.out = out;
    }

    /** A transfer of the funding account: a claim if the receiver is owed so much, else an ordinary transfer. */
    void fromFunding(Action.FundingSpent a) {
        Optional<Session> session =
                owing(a.to(), a.amount(), a.at(), s -> !s.facts().directPayment());
        session.ifPresent(s -> out.session(s.paying(a.amount())));
        FlowKind kind = session.isPresent() ? FlowKind.PROVIDER_PAID : FlowKind.TRANSFER;
        out.flow(a.at(), kind, out.wallet(a.from()), out.wallet(a.to()), a.amount(), session.map(Session::id));
    }

    void fromDiamond(Action.LeftDiamond a) {
        if (a.amount().isZero()) {
            return;
        }
        Optional<Session> session =
                owing(a.to(), a.amount(), a.at(), s -> s.facts().directPayment());
        if (session.isPresent()) {
            out.session(session.get().paying(a.amount()));
            Account due = new Account(a.to(), Bucket.PROVIDER_DUE);
            out.flow(a.at(), FlowKind.PROVIDER_PAID, due, out.wallet(a.to()), a.amount(), session.map(Session::id));
            return;
        }
        Account fees = new Account(out.contracts().diamond(), Bucket.FEES);
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

    /** The session that owes exactly this amount, else the first that owes more (the yearly limit caps a claim). */
    private Optional<Session> owing(Address provider, Wei amount, Posting at, Predicate<Session> kind) {
        Instant now = at.block().time();
        List<Session> candidates = out.books().owing(provider).stream()
                .filter(kind)
                .filter(s -> !s.isOpen() || !now.isBefore(s.facts().endsAt()))
                .filter(s -> s.owed(now).compareTo(amount) >= 0)
                .toList();
        return candidates.stream()
                .filter(s -> s.owed(now).equals(amount))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }
}
