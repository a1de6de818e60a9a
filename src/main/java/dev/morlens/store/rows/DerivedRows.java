package dev.morlens.store.rows;

import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.ModelEntry;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The rows of what the ledger derives. */
public final class DerivedRows {

    public static final String SESSION_COLUMNS =
            "opened_block, opened_at, ends_at, closed_block, closeout_at, opened_log, closed_log, closeout_type,"
                    + " funded_by, ended_by, direct_payment, session_id, user_address, provider_address, model_id,"
                    + " bid_id, opened_tx, closed_tx, price_per_second, facts_stake, stake, returned, held,"
                    + " provider_paid, provider_owed";

    public static final String HOLD_COLUMNS =
            "created_block, release_at, withdrawn_block, created_log, slot, withdrawn_log, withdrawn_order,"
                    + " session_id, user_address, created_tx, withdrawn_tx, amount";

    private DerivedRows() {}

    public static CopyRows flows(List<Flow> flows) {
        CopyRows rows = new CopyRows(
                "flows",
                "block, log_index, seq, kind, from_bucket, to_bucket, from_address, to_address, tx_hash, session_id,"
                        + " amount, from_after, to_after");
        for (Flow flow : flows) {
            rows.int8(flow.block().number())
                    .int4(flow.logIndex())
                    .int2(flow.seq())
                    .int2(flow.kind().code())
                    .int2(flow.from().bucket().code())
                    .int2(flow.to().bucket().code())
                    .add(flow.from().owner())
                    .add(flow.to().owner())
                    .add(flow.txHash())
                    .add(flow.session(), CopyRows::add)
                    .add(flow.amount())
                    .add(flow.fromAfter())
                    .add(flow.toAfter())
                    .end();
        }
        return rows;
    }

    public static CopyRows sessions(String table, List<Session> sessions) {
        CopyRows rows = new CopyRows(table, SESSION_COLUMNS);
        for (Session s : sessions) {
            Optional<Session.Closing> end = s.closing();
            rows.int8(s.opened().block().number())
                    .add(s.facts().openedAt())
                    .add(s.facts().endsAt())
                    .add(end, (r, e) -> r.int8(e.at().block().number()))
                    .add(s.facts().closeout(), (r, c) -> r.add(c.closedAt()))
                    .int4(s.opened().logIndex())
                    .add(end, (r, e) -> r.int4(e.at().logIndex()))
                    .add(s.facts().closeout(), (r, c) -> r.int2(c.type()))
                    .int2(s.fundedBy().code())
                    .add(end, (r, e) -> r.int2(e.by().code()))
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

    public static CopyRows holds(String table, List<HoldRow> holds) {
        CopyRows rows = new CopyRows(table, HOLD_COLUMNS);
        for (HoldRow row : holds) {
            Optional<Posting> claim = row.withdrawn();
            rows.int8(row.created().block().number())
                    .add(row.releaseAt())
                    .add(claim, (r, c) -> r.int8(c.block().number()))
                    .int4(row.created().logIndex())
                    .add(boxed(row.slot()), CopyRows::int4)
                    .add(claim, (r, c) -> r.int4(c.logIndex()))
                    .add(boxed(row.withdrawnOrder()), CopyRows::int4)
                    .add(row.session())
                    .add(row.user())
                    .add(row.created().txHash())
                    .add(claim, (r, c) -> r.add(c.txHash()))
                    .add(row.amount())
                    .end();
        }
        return rows;
    }

    public static CopyRows poolEntries(List<PoolEntry> entries) {
        CopyRows rows = new CopyRows(
                "pool_entries",
                "block, log_index, seq, revoked, release_at, expiry, funder, hot, tx_hash, session_id, principal,"
                        + " locked, pending, funded, held, cap");
        Map<LogPosition, Integer> seqs = new HashMap<>();
        for (PoolEntry entry : entries) {
            at(rows, entry.at(), seqs)
                    .add(entry.terms(), (r, terms) -> r.add(terms.revoked()))
                    .add(entry.releaseAt(), CopyRows::add)
                    .add(entry.terms(), (r, terms) -> r.add(terms.expiry()))
                    .add(entry.grant().funder())
                    .add(entry.grant().hot())
                    .add(entry.at().txHash())
                    .add(entry.session(), CopyRows::add)
                    .add(entry.principal())
                    .add(entry.locked())
                    .add(entry.pending())
                    .add(entry.funded())
                    .add(entry.held())
                    .add(entry.terms().map(PoolEntry.Terms::cap), (CopyRows r, Wei cap) -> r.add(cap))
                    .end();
        }
        return rows;
    }

    public static CopyRows modelEntries(List<ModelEntry> entries) {
        CopyRows rows =
                new CopyRows("model_entries", "block, log_index, seq, deregistered, model_id, owner, tx_hash, stake");
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

    public static CopyRows anomalies(List<Anomaly> anomalies) {
        CopyRows rows = new CopyRows("anomalies", "block, log_index, seq, code, tx_hash, detail");
        Map<LogPosition, Integer> seqs = new HashMap<>();
        for (Anomaly anomaly : anomalies) {
            at(rows, anomaly.at(), seqs)
                    .int2(anomaly.code().code())
                    .add(anomaly.at().txHash())
                    .addText(anomaly.detail())
                    .end();
        }
        return rows;
    }

    /** Several entries of one event are numbered. */
    private static CopyRows at(CopyRows rows, Posting posting, Map<LogPosition, Integer> seqs) {
        int seq = seqs.merge(posting.position(), 1, Integer::sum) - 1;
        return rows.int8(posting.block().number()).int4(posting.logIndex()).int2(seq);
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }
}
