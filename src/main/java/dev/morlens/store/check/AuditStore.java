package dev.morlens.store.check;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.db.Database;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.db.WriterLease;
import dev.morlens.store.feed.AddressesAudited;
import dev.morlens.store.feed.IndexStatus.Audits;
import dev.morlens.store.feed.IndexStatus.Mismatch;
import dev.morlens.store.rows.SqlValues;
import dev.morlens.store.sql.SqlReads;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What is to be audited in one network, and what audits came to. May be used beside the thread that writes batches. */
public final class AuditStore {

    private static final int MOST_SHOWN = 10;
    private static final int LONGEST_DIFFERENCE = 2_000;
    private static final String IN_THE_DIAMOND = """
            (active_session <> 0 or on_hold <> 0 or provider_stake <> 0
                or model_stake <> 0 or staking_pool <> 0 or provider_due <> 0)
            """;

    private final String network;
    private final Database database;
    private final String schema;
    private final WriterLease writerLease;
    private final Consumer<AddressesAudited> listeners;

    public AuditStore(
            String network, Database database, WriterLease writerLease, Consumer<AddressesAudited> listeners) {
        this.network = network;
        this.database = database;
        this.schema = Schemas.of(network);
        this.writerLease = writerLease;
        this.listeners = listeners;
    }

    /** Addresses that flows above the newest audit touched: what a process that ended left unaudited. */
    public List<Address> leftOver(int most) {
        return addresses("""
                select distinct address from (
                    select from_address address from flows where block > (select max(block) from audits)
                    union all
                    select to_address from flows where block > (select max(block) from audits)) f
                limit :most
                """, Map.of("most", most));
    }

    /** How many addresses have MOR in the Diamond. */
    public long holders() {
        return Transactions.in(
                database.reading(),
                schema,
                handle -> handle.createQuery("select count(*) from balances where " + IN_THE_DIAMOND)
                        .mapTo(Long.class)
                        .one());
    }

    /** The next addresses with MOR in the Diamond, in their order. */
    public List<Address> holdersAfter(Optional<Address> last, int most) {
        return addresses(
                "select address from balances where address > :last and " + IN_THE_DIAMOND
                        + " order by address limit :most",
                Map.of("most", most, "last", last.map(Address::bytes).orElse(new byte[0])));
    }

    /** Addresses whose newest audit differed, the oldest first. */
    public List<Address> differing(int most) {
        return addresses(
                "select address from audits where not agrees order by block limit :most", Map.of("most", most));
    }

    /** Empty before the first block. */
    public Optional<AuditedFiguresReader> claims(Collection<Address> addresses) {
        return Transactions.in(
                database.reading(),
                schema,
                handle -> new SqlReads(handle).head().map(head -> AuditedFiguresReader.read(handle, head, addresses)));
    }

    /**
     * Keeps audits of a block, unless it is no longer ours.
     *
     * @return whether they were kept
     */
    public boolean keep(BlockRef block, List<AuditResult> audits) {
        boolean kept = Transactions.in(database.writing(), schema, handle -> {
            // Batches and undoings take the same row first: none of them comes in between.
            writerLease.renew(handle);
            boolean canonical = new SqlReads(handle).isCanonical(block.number(), block.hash());
            if (canonical && !audits.isEmpty()) {
                insert(handle, block, audits);
            }
            return canonical;
        });
        if (kept) {
            listeners.accept(new AddressesAudited(
                    network, audits.stream().map(AuditResult::address).collect(Collectors.toSet())));
        }
        return kept;
    }

    /** How many addresses' newest audits agreed and differed, with some of those that differed. */
    public Audits summary() {
        return Transactions.in(database.reading(), schema, handle -> {
            List<Mismatch> shown = handle.createQuery("""
                            select address, block, differences from audits where not agrees
                            order by block desc, address limit :most
                            """)
                    .bind("most", MOST_SHOWN)
                    .map(SqlValues.row(
                            row -> new Mismatch(row.address("address"), row.int8("block"), row.text("differences"))))
                    .list();
            return handle.createQuery("""
                            select count(*) filter (where agrees) agreed, count(*) filter (where not agrees) differed,
                                max(block) last from audits
                            """)
                    .map(SqlValues.row(row -> new Audits(
                            row.int8("agreed"),
                            row.int8("differed"),
                            row.has("last") ? OptionalLong.of(row.int8("last")) : OptionalLong.empty(),
                            shown,
                            Optional.empty())))
                    .one();
        });
    }

    private static void insert(Handle handle, BlockRef block, List<AuditResult> audits) {
        PreparedBatch rows = handle.prepareBatch("""
                insert into audits (block, agrees, address, block_hash, differences)
                values (:block, :agrees, :address, :hash, :differences)
                on conflict (address) do update set block = excluded.block, agrees = excluded.agrees,
                    block_hash = excluded.block_hash, differences = excluded.differences
                """);
        for (AuditResult auditResult : audits) {
            rows.bind("block", block.number())
                    .bind("agrees", auditResult.agrees())
                    .bind("address", auditResult.address())
                    .bind("hash", block.hash())
                    .bind("differences", auditResult.agrees() ? null : words(auditResult))
                    .add();
        }
        rows.execute();
    }

    private static String words(AuditResult auditResult) {
        String all = String.join("; ", auditResult.differences());
        return all.length() <= LONGEST_DIFFERENCE ? all : all.substring(0, LONGEST_DIFFERENCE) + "…";
    }

    private List<Address> addresses(String query, Map<String, ?> parameters) {
        return Transactions.in(
                database.reading(),
                schema,
                handle -> handle.createQuery(query)
                        .bindMap(parameters)
                        .map(SqlValues.row(row -> row.address("address")))
                        .list());
    }
}
