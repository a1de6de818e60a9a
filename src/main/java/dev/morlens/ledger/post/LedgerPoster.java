package dev.morlens.ledger.post;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.ledger.book.HoldArray;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.BlockOutflows;
import dev.morlens.ledger.claim.ClaimChoice;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.ModelEntry;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts actions as flows (docs/architecture.md, "Which act makes which flow"). */
public final class LedgerPoster {

    private final PostingsBuilder out;
    private final BatchFacts facts;
    private final SessionEndPoster ends;
    private final OutflowPoster outflowPoster;
    private final PoolPoster pools;

    /** @param closes the ends of sessions in the batch */
    public LedgerPoster(
            PostingsBuilder out,
            BatchFacts facts,
            Map<SessionId, LedgerEvent.Ended> closes,
            BlockOutflows unexplained) {
        this.out = out;
        this.facts = facts;
        ClaimChoice choice = new ClaimChoice(out.books(), facts, closes, unexplained);
        this.ends = new SessionEndPoster(out, facts, choice);
        this.outflowPoster = new OutflowPoster(out, facts, choice);
        this.pools = new PoolPoster(out);
    }

    public void post(LedgerEvent ledgerEvent) {
        switch (ledgerEvent) {
            case LedgerEvent.Transferred a -> transferred(a);
            case LedgerEvent.FundingSpent a -> outflowPoster.fromFunding(a);
            case LedgerEvent.LeftDiamond a -> outflowPoster.fromDiamond(a);
            case LedgerEvent.Gift a -> gift(a);
            case LedgerEvent.Opened a -> opened(a);
            case LedgerEvent.Ended a -> ends.post(a);
            case LedgerEvent.Claimed a -> claimed(a);
            case LedgerEvent.PaidIn a ->
                out.flow(a.at(), a.kind(), out.wallet(a.from()), a.to(), a.amount(), Optional.empty());
            case LedgerEvent.PaidOut a ->
                out.flow(a.at(), a.kind(), a.from(), out.wallet(a.to()), a.amount(), Optional.empty());
            case LedgerEvent.ModelChanged a ->
                out.model(new ModelEntry(a.at(), a.modelId(), a.owner(), a.stake(), a.deregistered()));
            case LedgerEvent.PoolChanged a -> pools.post(a.at(), a.event());
            case LedgerEvent.TransferMissing a -> out.anomaly(a.at(), Anomaly.AnomalyCode.TRANSFER_MISSING, a.detail());
        }
    }

    private void transferred(LedgerEvent.Transferred a) {
        FlowKind kind = FlowKind.TRANSFER;
        if (a.from().equals(Address.ZERO)) {
            kind = FlowKind.MINT;
        } else if (a.to().equals(Address.ZERO)) {
            kind = FlowKind.BURN;
        }
        out.flow(a.at(), kind, out.wallet(a.from()), out.wallet(a.to()), a.amount(), Optional.empty());
    }

    private void gift(LedgerEvent.Gift a) {
        Account gifts = new Account(out.contracts().diamond(), Bucket.UNATTRIBUTED);
        FlowKind kind = a.from().equals(Address.ZERO) ? FlowKind.MINT : FlowKind.GIFT;
        out.flow(a.at(), kind, out.wallet(a.from()), gifts, a.amount(), Optional.empty());
    }

    private void opened(LedgerEvent.Opened a) {
        SessionFacts known = facts.openings().get(a.session());
        if (known == null || !known.openedAt().equals(a.at().block().time())) {
            throw new IllegalArgumentException("expected facts of session %s opened at %s (block %s), got %s"
                    .formatted(
                            a.session(),
                            a.at().block().time(),
                            a.at().block(),
                            known == null ? "none" : "some opened at " + known.openedAt()));
        }
        Wei stake = a.stake().orElse(known.stake());
        if (!stake.equals(known.stake())) {
            String detail = "session %s: the logs say a stake of %s wei, getSession says %s";
            out.anomaly(a.at(), Anomaly.AnomalyCode.STAKE_DIFFERS, detail.formatted(a.session(), stake, known.stake()));
        }
        Session.StakeSource stakeSource = a.stake().isPresent() ? Session.StakeSource.WALLET : Session.StakeSource.POOL;
        out.session(new Session(known, stake, stakeSource, a.at(), Optional.empty(), Wei.ZERO));
        if (stakeSource == Session.StakeSource.WALLET) {
            Account active = new Account(a.user(), Bucket.ACTIVE_SESSION);
            out.flow(a.at(), FlowKind.SESSION_OPENED, out.wallet(a.user()), active, stake, Optional.of(a.session()));
        }
    }

    private void claimed(LedgerEvent.Claimed a) {
        HoldArray rows = out.books().holds(a.user());
        Optional<List<HoldRow>> changed = rows.take(a.amount(), a.at());
        if (changed.isEmpty()) {
            String detail = "no released hold rows of %s add up to the claim of %s wei";
            out.anomaly(a.at(), Anomaly.AnomalyCode.CLAIM_UNMATCHED, detail.formatted(a.user(), a.amount()));
        }
        changed.ifPresent(all -> all.forEach(out::hold));
        Optional<SessionId> only = changed.map(all ->
                        all.stream().filter(row -> row.withdrawn().isPresent()).toList())
                .filter(taken -> taken.size() == 1)
                .map(taken -> taken.getFirst().session());
        Account held = new Account(a.user(), Bucket.ON_HOLD);
        out.flow(a.at(), FlowKind.HOLD_CLAIMED, held, out.wallet(a.user()), a.amount(), only);
    }
}
