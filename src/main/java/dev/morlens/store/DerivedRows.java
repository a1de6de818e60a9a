package dev.morlens.store;

import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Anomaly;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.ModelEntry;
import dev.morlens.ledger.PoolEntry;
import dev.morlens.ledger.Posting;
import dev.morlens.ledger.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The rows of what the ledger derives. */
final class DerivedRows {

    static final String SESSION_COLUMNS =
            "opened_block, opened_at, ends_at, closed_block, closeout_at, opened_log, closed_log, closeout_type,"
                    + " funded_by, ended_by, direct_payment, session_id, user_address, provider_address, model_id,"
                    + " bid_id, opened_tx, closed_tx, price_per_second, facts_stake, stake, returned, held,"
                    + " provider_paid, provider_owed";

    static final String HOLD_COLUMNS =
            "created_block, release_at, withdrawn_block, created_log, slot, withdrawn_log, withdrawn_order,"
                    + " session_id, user_address, created_tx, withdrawn_tx, amount";

    private DerivedRows() {}

    static CopyText flows(List<Flow> flows) {
        CopyText rows = new CopyText(
                "flows",
                "block, log_index, seq, kind, from_bucket, to_bucket, from_address, to_address, tx_hash, session_id,"
                        + " amount, from_after, to_after");
        for (Flow flow : flows) {
            rows.add(flow.block().number())
                    .add(flow.logIndex())
                    .add(flow.seq())
                    .add(flow.kind().ordinal())
                    .add(flow.from().bucket().ordinal())
                    .add(flow.to().bucket().ordinal())
                    .add(flow.from().owner())
                    .add(flow.to().owner())
                    .add(flow.txHash())
                    .add(flow.session(), CopyText::add)
                    .add(flow.amount())
                    .add(flow.fromAfter())
                    .add(flow.toAfter())
                    .end();
        }
        return rows;
    }

    static CopyText sessions(String table, List<Session> sessions) {
        CopyText rows = new CopyText(table, SESSION_COLUMNS);
        for (Session s : sessions) {
            Optional<Session.Closing> end = s.closing();
            rows.add(s.opened().block().number())
                    .add(s.facts().openedAt())
                    .add(s.facts().endsAt())
                    .add(end, (r, e) -> r.add(e.at().block().number()))
                    .add(s.facts().closeout(), (r, c) -> r.add(c.closedAt()))
                    .add(s.opened().logIndex())
                    .add(end, (r, e) -> r.add(e.at().logIndex()))
                    .add(s.facts().closeout(), (r, c) -> r.add(c.type()))
                    .add(s.fundedBy().ordinal())
                    .add(end, (r, e) -> r.add(e.by().ordinal()))
                    .add(s.facts().directPayment())
                    .add(s.id())
                    .add(s.facts().user())
                    .add(s.facts().provider())
                    .add(s.facts().modelId())
                    .add(s.facts().bidId())
                    .add(s.opened().txHash())
                    .add(end, (r, e) -> r.add(e.at().txHash()))
                    .add(s.facts().pricePerSecond())
                    .add(s.facts().stake())
                    .add(s.stake())
                    .add(end, (r, e) -> r.add(e.returned()))
                    .add(end, (r, e) -> r.add(e.held()))
                    .add(s.providerPaid())
                    .add(end, (r, e) -> r.add(s.owed(e.closedAt())))
                    .end();
        }
        return rows;
    }

    static CopyText holds(String table, List<HoldRow> holds) {
        CopyText rows = new CopyText(table, HOLD_COLUMNS);
        for (HoldRow row : holds) {
            Optional<Posting> claim = row.withdrawn();
            rows.add(row.created().block().number())
                    .add(row.releaseAt())
                    .add(claim, (r, c) -> r.add(c.block().number()))
                    .add(row.created().logIndex())
                    .add(boxed(row.slot()), (r, slot) -> r.add(slot))
                    .add(claim, (r, c) -> r.add(c.logIndex()))
                    .add(boxed(row.withdrawnOrder()), (r, order) -> r.add(order))
                    .add(row.session())
                    .add(row.user())
                    .add(row.created().txHash())
                    .add(claim, (r, c) -> r.add(c.txHash()))
                    .add(row.amount())
                    .end();
        }
        return rows;
    }

    static CopyText poolEntries(List<PoolEntry> entries) {
        CopyText rows = new CopyText(
                "pool_entries",
                "block, log_index, seq, revoked, release_at, expiry, funder, hot, tx_hash, session_id, principal,"
                        + " locked, pending, funded, held, cap");
        Map<LogPosition, Integer> seqs = new HashMap<>();
        for (PoolEntry entry : entries) {
            at(rows, entry.at(), seqs)
                    .add(entry.terms(), (r, terms) -> r.add(terms.revoked()))
                    .add(entry.releaseAt(), CopyText::add)
                    .add(entry.terms(), (r, terms) -> r.add(terms.expiry()))
                    .add(entry.grant().funder())
                    .add(entry.grant().hot())
                    .add(entry.at().txHash())
                    .add(entry.session(), CopyText::add)
                    .add(entry.principal())
                    .add(entry.locked())
                    .add(entry.pending())
                    .add(entry.funded())
                    .add(entry.held())
                    .add(entry.terms().map(PoolEntry.Terms::cap), (CopyText r, Wei cap) -> r.add(cap))
                    .end();
        }
        return rows;
    }

    static CopyText modelEntries(List<ModelEntry> entries) {
        CopyText rows =
                new CopyText("model_entries", "block, log_index, seq, deregistered, model_id, owner, tx_hash, stake");
        Map<LogPosition, Integer> seqs = new HashMap<>();
        for (ModelEntry entry : entries) {
            at(rows, entry.at(), seqs)
                    .add(entry.deregistered())
                    .add(entry.modelId())
                    .add(entry.owner())
                    .add(entry.at().txHash())
                    .add(entry.stake())
                    .end();
        }
        return rows;
    }

    static CopyText anomalies(List<Anomaly> anomalies) {
        CopyText rows = new CopyText("anomalies", "block, log_index, seq, code, tx_hash, detail");
        Map<LogPosition, Integer> seqs = new HashMap<>();
        for (Anomaly anomaly : anomalies) {
            at(rows, anomaly.at(), seqs)
                    .add(anomaly.code().ordinal())
                    .add(anomaly.at().txHash())
                    .addText(anomaly.detail())
                    .end();
        }
        return rows;
    }

    /** Several entries of one event are numbered. */
    private static CopyText at(CopyText rows, Posting posting, Map<LogPosition, Integer> seqs) {
        int seq = seqs.merge(posting.position(), 1, Integer::sum) - 1;
        return rows.add(posting.block().number()).add(posting.logIndex()).add(seq);
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }
}
