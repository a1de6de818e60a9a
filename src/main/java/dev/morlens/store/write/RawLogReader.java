package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.ClaimEvidence;
import dev.morlens.ledger.entry.PayoutFact;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionFacts.Closeout;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.SqlValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads back what the chain said, chunk by chunk. */
public final class RawLogReader {

    private final Handle handle;
    private final Network network;
    private final boolean wereAsked;

    /** @param wereAsked whether nodes were asked about each payout that is not certain: {@link #wereAsked} */
    public RawLogReader(Handle handle, Network network, boolean wereAsked) {
        this.handle = handle;
        this.network = network;
        this.wereAsked = wereAsked;
    }

    /** By an older version than this one they were not. The answer holds until the accounts are derived anew. */
    static boolean wereAsked(Handle handle) {
        return handle.createQuery("select derivation_version from checkpoint")
                .mapTo(Integer.class)
                .findOne()
                .filter(version -> version >= LedgerStore.DERIVATION_VERSION)
                .isPresent();
    }

    /** The next whole blocks above a height with at least one and some {@code logs} logs; empty at the end. */
    public Optional<RawChunk> after(long block, int logs) {
        Optional<Long> last = handle.createQuery("""
                        select max(block) from (select block from raw_logs where block > :after
                            order by block, log_index limit :logs) next
                        """)
                .bind("after", block)
                .bind("logs", logs)
                .mapTo(Long.class)
                .findOne();
        return last.map(to -> new RawChunk(to, logs(block, to), facts(block, to)));
    }

    private List<RawLog> logs(long after, long to) {
        return between("""
                select r.*, b.hash, b.time from raw_logs r join blocks b on b.number = r.block
                where r.block > :after and r.block <= :to order by r.block, r.log_index
                """, after, to).map(SqlValues.row(this::log)).list();
    }

    private RawLog log(ColumnReader row) throws SQLException {
        Address address = row.int4("contract") == 0 ? network.token() : network.diamond();
        return new RawLog(
                address,
                row.block("block", "hash", "time"),
                row.int4("log_index"),
                row.hash("tx_hash"),
                row.int4("tx_index"),
                words(row.bytes("topics")),
                row.bytes("data"));
    }

    private static List<Hash> words(byte[] bytes) {
        List<Hash> words = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Hash.BYTES) {
            words.add(Hash.at(bytes, at));
        }
        return List.copyOf(words);
    }

    private BatchFacts facts(long after, long to) {
        Map<SessionId, SessionFacts> openings = new HashMap<>();
        between("select * from session_facts where opened_block > :after and opened_block <= :to", after, to)
                .map(SqlValues.row(RawLogReader::opening))
                .forEach(facts -> openings.put(facts.id(), facts));
        Map<SessionId, Closeout> closeouts = new HashMap<>();
        between("select * from session_closeouts where closed_block > :after and closed_block <= :to", after, to)
                .map(SqlValues.row(row ->
                        Map.entry(row.session("session_id"), new Closeout(row.time("closeout_at"), row.int4("type")))))
                .forEach(entry -> closeouts.put(entry.getKey(), entry.getValue()));
        Map<LogPosition, PayoutFact> payouts = new HashMap<>();
        between("select * from payout_facts where block > :after and block <= :to", after, to)
                .map(SqlValues.row(row -> new PayoutFact(
                        new LogPosition(row.int8("block"), row.int4("log_index")),
                        row.optional("session_id", r -> r.session("session_id")),
                        row.truth("certain"))))
                .forEach(fact -> payouts.put(fact.at(), fact));
        return new BatchFacts(
                openings, closeouts, Map.of(), new ClaimEvidence(Map.of(), Set.of(), inVain(payouts)), payouts);
    }

    /** Those that nodes were asked about in vain. */
    private Set<LogPosition> inVain(Map<LogPosition, PayoutFact> payouts) {
        return payouts.values().stream()
                .filter(payout -> wereAsked && !payout.certain())
                .map(PayoutFact::at)
                .collect(Collectors.toSet());
    }

    private static SessionFacts opening(ColumnReader row) throws SQLException {
        return new SessionFacts(
                row.session("session_id"),
                row.address("user_address"),
                row.address("provider_address"),
                row.hash("model_id"),
                row.hash("bid_id"),
                row.wei("price_per_second"),
                row.wei("stake"),
                row.truth("direct_payment"),
                row.time("opened_at"),
                row.time("ends_at"),
                row.optional("closeout_at", r -> new Closeout(r.time("closeout_at"), r.int4("closeout_type"))));
    }

    private Query between(String sql, long after, long to) {
        return handle.createQuery(sql).bind("after", after).bind("to", to);
    }
}
