package dev.morlens.ledger.post;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.ClaimChoice;
import dev.morlens.ledger.claim.ClaimEvidence;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.PayoutFact;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Posts the outflows that no event explains: a provider claiming, or the owner withdrawing fees (docs/protocol.md, P3,
 * P35 and P44). Claims go only to a bid's provider; what views say it has collected tells them apart from the rest.
 */
final class OutflowPoster {

    private final PostingsBuilder out;
    private final BatchFacts facts;
    private final ClaimChoice choice;

    OutflowPoster(PostingsBuilder out, BatchFacts facts, ClaimChoice choice) {
        this.out = out;
        this.facts = facts;
        this.choice = choice;
    }

    /** A transfer of the funding account: a claim if the receiver is owed so much, else an ordinary transfer. */
    void fromFunding(LedgerEvent.FundingSpent a) {
        Optional<Session> claimed =
                claimed(a.at(), a.to(), a.amount(), s -> !s.facts().directPayment(), false);
        FlowKind kind = claimed.isPresent() ? FlowKind.PROVIDER_PAID : FlowKind.TRANSFER;
        Optional<SessionId> id = claimed.map(Session::id);
        out.flow(a.at(), kind, out.wallet(a.from()), out.wallet(a.to()), a.amount(), id);
    }

    void fromDiamond(LedgerEvent.LeftDiamond a) {
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

    private void unattributed(LedgerEvent.LeftDiamond a, Wei rest) {
        if (rest.isZero()) {
            return;
        }
        String detail = "%s wei left the Diamond for %s and nothing says why";
        out.anomaly(a.at(), Anomaly.AnomalyCode.OUTFLOW_UNEXPLAINED, detail.formatted(rest, a.to()));
        Account unexplained = new Account(out.contracts().diamond(), Bucket.UNATTRIBUTED);
        out.flow(a.at(), FlowKind.UNATTRIBUTED, unexplained, out.wallet(a.to()), rest, Optional.empty());
    }

    /** The session that was claimed for, already marked as paid; empty if this was no claim. */
    private Optional<Session> claimed(Posting at, Address to, Wei amount, Predicate<Session> kind, boolean mayBeFees) {
        if (amount.isZero()) {
            return Optional.empty();
        }
        PayoutFact before = facts.payouts().get(at.position());
        ClaimChoice.Chosen chosen = before == null || isKnownBetter(before)
                ? choice.of(at, to, amount, kind, mayBeFees)
                : repeated(before, to);
        if (!chosen.certain() && facts.evidence().unsettled().contains(at.position())) {
            String detail = "%s wei went to %s, and no node keeps the state that says for which of its sessions first";
            out.anomaly(at, Anomaly.AnomalyCode.CLAIM_UNSETTLED, detail.formatted(amount, to));
        }
        out.payout(new PayoutFact(at.position(), chosen.session().map(Session::id), chosen.certain()));
        chosen.session().ifPresent(s -> out.session(s.paying(amount)));
        return chosen.session();
    }

    /** Views settle it now; or it was a guess, and the newest state rules out at least some of its sessions. */
    private boolean isKnownBetter(PayoutFact before) {
        ClaimEvidence evidence = facts.evidence();
        boolean isGuess = !before.certain() && evidence.unsettled().contains(before.at());
        return evidence.settled().contains(before.at())
                || (isGuess && !facts.collected().isEmpty());
    }

    private ClaimChoice.Chosen repeated(PayoutFact before, Address to) {
        Optional<Session> session = before.session()
                .flatMap(id -> out.books().owing(to).stream()
                        .filter(s -> s.id().equals(id))
                        .findFirst());
        return new ClaimChoice.Chosen(session, before.certain());
    }
}
