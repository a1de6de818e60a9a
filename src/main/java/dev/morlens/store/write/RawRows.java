package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.entry.PayoutFact;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.rows.CopyRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of what the chain said: blocks, logs, and facts read by views. */
final class RawRows {

    private RawRows() {}

    /** Every block with a log, and those whose header is given. */
    static CopyRows blocks(BlockBatch batch) {
        Map<Long, BlockRef> withLogs = new TreeMap<>();
        batch.logs().forEach(log -> withLogs.put(log.block().number(), log.block()));
        Map<Long, BlockHeader> headers = new TreeMap<>();
        batch.headers().forEach(header -> headers.put(header.number(), header));
        CopyRows rows = new CopyRows("blocks", "number, time, has_log, hash, parent_hash");
        withLogs.forEach((number, block) -> {
            BlockHeader header = headers.remove(number);
            rows.int8(number).add(block.time()).add(true).add(block.hash());
            (header == null ? rows.addNull() : rows.add(header.parentHash())).end();
        });
        headers.values()
                .forEach(header -> rows.int8(header.number())
                        .add(header.ref().time())
                        .add(false)
                        .add(header.hash())
                        .add(header.parentHash())
                        .end());
        return rows;
    }

    static CopyRows logs(List<RawLog> logs, Address token) {
        CopyRows rows = new CopyRows("raw_logs", "block, log_index, tx_index, contract, tx_hash, topics, data");
        for (RawLog log : logs) {
            rows.int8(log.block().number())
                    .int4(log.logIndex())
                    .int4(log.txIndex())
                    .int2(log.address().equals(token) ? 0 : 1)
                    .add(log.txHash())
                    .add(log.topics())
                    .add(log.data())
                    .end();
        }
        return rows;
    }

    static CopyRows facts(BlockBatch batch) {
        Map<SessionId, BlockRef> opened = new HashMap<>();
        batch.postings()
                .sessions()
                .forEach(session -> opened.put(session.id(), session.opened().block()));
        CopyRows rows = new CopyRows(
                "session_facts",
                "opened_block, opened_at, ends_at, closeout_at, closeout_type, direct_payment, session_id, opened_hash,"
                        + " user_address, provider_address, model_id, bid_id, price_per_second, stake");
        batch.facts().openings().forEach((id, facts) -> fact(rows, opened.get(id), facts));
        return rows;
    }

    private static void fact(CopyRows rows, BlockRef opened, SessionFacts facts) {
        rows.int8(opened.number())
                .add(facts.openedAt())
                .add(facts.endsAt())
                .add(facts.closeout(), (r, closeout) -> r.add(closeout.closedAt()))
                .add(facts.closeout(), (r, closeout) -> r.int2(closeout.type()))
                .add(facts.directPayment())
                .add(facts.id())
                .add(opened.hash())
                .add(facts.user())
                .add(facts.provider())
                .add(facts.modelId())
                .add(facts.bidId())
                .add(facts.pricePerSecond())
                .add(facts.stake())
                .end();
    }

    static CopyRows closeouts(BlockBatch batch) {
        CopyRows rows = new CopyRows("session_closeouts", "closed_block, closeout_at, type, session_id");
        batch.postings().sessions().stream()
                .filter(session -> batch.facts().closeouts().containsKey(session.id()))
                .forEach(session -> session.closing().ifPresent(end -> {
                    SessionFacts.Closeout closeout = batch.facts().closeouts().get(session.id());
                    rows.int8(end.at().block().number())
                            .add(closeout.closedAt())
                            .int2(closeout.type())
                            .add(session.id())
                            .end();
                }));
        return rows;
    }

    static CopyRows payouts(List<PayoutFact> payouts) {
        CopyRows rows = new CopyRows("payout_facts", "block, log_index, session_id, certain");
        payouts.forEach(payout -> rows.int8(payout.at().block())
                .int4(payout.at().logIndex())
                .add(payout.session(), CopyRows::add)
                .add(payout.certain())
                .end());
        return rows;
    }
}
