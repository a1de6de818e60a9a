package dev.morlens.store.rows;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.ModelEntry;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.Decoding;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.db.Database;
import dev.morlens.store.db.DatabaseConfig;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.db.WriterLease;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.read.Stores;
import dev.morlens.store.sql.SqlStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.store.write.RawChunk;
import dev.morlens.store.write.RawLogReader;
import dev.morlens.store.write.ReaderIndexes;
import dev.morlens.testing.server.TestDatabase;
import dev.morlens.testing.truth.Statement;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Stores over the test JVM's PostgreSQL. */
public final class TestStores {

    private static Database database;
    private static ServerLogin given;

    private TestStores() {}

    /** Of a process that is to be stopped, so that nobody waits long for what it held. */
    private static final String LEASE = "5s";

    /** In a process that shares the database of another test JVM. */
    public static synchronized void use(ServerLogin login) {
        given = login;
    }

    /** Connected; started when first asked. */
    public static synchronized Database database() {
        if (database == null) {
            ServerLogin login = given == null ? TestDatabase.login() : given;
            database = started(Map.of(
                    "morlens.database.lease", given == null ? "30s" : LEASE,
                    "morlens.database.url", login.url(),
                    "morlens.database.user", login.user(),
                    "morlens.database.password", login.password()));
        }
        return database;
    }

    /** From now on a server of a test's own, which looks after it as the real one does. */
    public static synchronized void embedded(Path directory) {
        shared();
        database = started(Map.of(
                "morlens.database.directory", directory.toString(),
                "morlens.database.health-check-interval", "50ms",
                "morlens.database.connection-timeout", "1s"));
    }

    /** From now on the one that all tests share. */
    public static synchronized void shared() {
        if (database != null) {
            database.stop();
        }
        database = null;
    }

    public static DatabaseConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(properties)
                .withMapping(DatabaseConfig.class)
                .build()
                .getConfigMapping(DatabaseConfig.class);
    }

    /** One of the caller's own, once it is up. */
    public static Database started(Map<String, String> properties) {
        Database database = new Database(config(properties));
        database.start();
        awaitStart(database);
        return database;
    }

    private static void awaitStart(Database database) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (database.trouble().isPresent()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(database.trouble().get());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Of a name that no other test has, indexed from block 1 on; for a store that is filled by hand. */
    public static Network network(String title) {
        return new Network(
                TestDatabase.networkName(),
                title,
                1,
                Address.of("0x" + "70".repeat(20)),
                Address.of("0x" + "d1".repeat(20)),
                Optional.empty(),
                OptionalLong.of(1));
    }

    public static LedgerStore open(Network network) {
        return open(network, headChanged -> {});
    }

    public static LedgerStore open(Network network, Consumer<HeadChanged> landings) {
        return open(network, landings, Duration.ofSeconds(1));
    }

    /** @param lease how long another must wait if this one falls silent */
    public static LedgerStore open(Network network, Consumer<HeadChanged> landings, Duration lease) {
        LedgerStore store = new LedgerStore(
                network,
                database(),
                landings,
                addressesAudited -> {},
                new WriterLease(network.name(), UUID.randomUUID(), lease));
        store.open();
        return store;
    }

    public static Stores stores() {
        return new SqlStores(database());
    }

    /** Damages or mends the tables of a network behind everybody's back; how many rows. */
    public static int edit(Network network, String statement) {
        return Transactions.in(database().writing(), Schemas.of(network.name()), handle -> handle.execute(statement));
    }

    /** Whether a statement that begins so waits for such an event, as {@code pg_stat_activity} names it. */
    public static boolean isWaiting(Network network, String event, String beginning) {
        return Transactions.in(
                database().reading(),
                Schemas.of(network.name()),
                handle -> handle.createQuery(
                                "select exists (select from pg_stat_activity where wait_event = :event and query ilike :like)")
                        .bind("event", event)
                        .bind("like", beginning + "%")
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Indexes of readers that a first backfill has put off and nobody has made yet. */
    public static List<String> unmadeIndexes(Network network) {
        return Transactions.in(
                database().reading(), Schemas.of(network.name()), handle -> new ReaderIndexes(handle).names());
    }

    /** By block and session, what its provider was paid there, in wei. */
    public static Map<Long, Map<SessionId, Wei>> paidByBlock(Network network) {
        Map<Long, Map<SessionId, Wei>> paid = new TreeMap<>();
        Transactions.in(
                        database().reading(),
                        Schemas.of(network.name()),
                        handle -> handle.createQuery("select block, session_id, sum(amount) amount from flows"
                                        + " where kind = :kind and session_id is not null group by 1, 2")
                                .bind("kind", FlowKind.PROVIDER_PAID.code())
                                .map(SqlValues.row(row -> Map.entry(
                                        row.int8("block"), Map.entry(row.session("session_id"), row.wei("amount")))))
                                .list())
                .forEach(found -> paid.computeIfAbsent(found.getKey(), block -> new HashMap<>())
                        .put(found.getValue().getKey(), found.getValue().getValue()));
        return paid;
    }

    /** Rows of a table that one network's index has and another's lacks, both ways. */
    public static List<String> differences(Network one, Network other, String table) {
        String a = Schemas.of(one.name()) + "." + table;
        String b = Schemas.of(other.name()) + "." + table;
        String sql =
                "(select '- ' || t from (select t::text t from %1$s t except all select t::text from %2$s t) d) union all"
                        + " (select '+ ' || t from (select t::text t from %2$s t except all select t::text from %1$s t) d)"
                        + " order by 1 limit 40";
        return Transactions.in(
                database().reading(),
                Schemas.of(one.name()),
                handle -> handle.createQuery(sql.formatted(a, b))
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Blocks at which the Diamond's buckets, summed over the flows, are not what went in and out of it by the stored
     * transfers themselves.
     */
    public static List<String> identityBreaks(Network network) {
        return Transactions.in(database().reading(), Schemas.of(network.name()), handle -> {
            Map<Long, Wei> moved = new TreeMap<>();
            EventDecoder decoder = new EventDecoder(network);
            Optional<RawChunk> chunk = new RawLogReader(handle, network, true).after(-1, 50_000);
            while (chunk.isPresent()) {
                chunk.get()
                        .logs()
                        .forEach(log -> intoDiamond(network, decoder.decode(log))
                                .ifPresent(amount -> moved.merge(log.block().number(), amount, Wei::plus)));
                chunk = new RawLogReader(handle, network, true)
                        .after(chunk.get().lastBlock(), 50_000);
            }
            handle.createQuery("select block, from_bucket, to_bucket, amount from flows")
                    .map(SqlValues.row(TestStores::outOfBuckets))
                    .forEach(entry -> moved.merge(entry.getKey(), entry.getValue(), Wei::plus));
            moved.values().removeIf(Wei::isZero);
            return moved.entrySet().stream()
                    .map(entry -> "block " + entry.getKey() + ": transfers exceed flows by " + entry.getValue())
                    .toList();
        });
    }

    /** Closed sessions of which more or less is kept as owed to the provider than their reward less what was paid. */
    public static List<String> owedBreaks(Network network) {
        return Transactions.in(
                database().reading(),
                Schemas.of(network.name()),
                handle -> handle.createQuery("""
                        select format('%s stored as owed to the provider: %s', encode(session_id, 'hex'), provider_owed)
                        from sessions s join blocks b on b.number = s.closed_block
                        where provider_owed is distinct from
                            price_per_second * (least(b.time, ends_at) - opened_at) - provider_paid
                        """).mapTo(String.class).list());
    }

    private static Optional<Wei> intoDiamond(Network network, Decoding decoding) {
        if (decoding instanceof Decoding.Decoded(LoggedEvent logged)
                && logged.event() instanceof ProtocolEvent.Transfer(Address from, Address to, Wei value)) {
            Wei in = to.equals(network.diamond()) ? value : Wei.ZERO;
            return Optional.of(from.equals(network.diamond()) ? in.minus(value) : in);
        }
        return Optional.empty();
    }

    private static Map.Entry<Long, Wei> outOfBuckets(ColumnReader row) throws SQLException {
        boolean from = Bucket.ofCode(row.int4("from_bucket")).inDiamond();
        boolean to = Bucket.ofCode(row.int4("to_bucket")).inDiamond();
        Wei amount = row.wei("amount");
        Wei out = (from ? amount : Wei.ZERO).minus(to ? amount : Wei.ZERO);
        return Map.entry(row.int8("block"), out);
    }

    /** Everything that is kept of a network, to be held against a truth. */
    public static Statement statement(Network network) {
        return Transactions.in(
                database().reading(),
                Schemas.of(network.name()),
                handle -> new Statement(
                        balances(handle),
                        handle.createQuery(RowReaders.SESSIONS)
                                .map(SqlValues.row(RowReaders::session))
                                .list(),
                        handle.createQuery(RowReaders.HOLDS)
                                .map(SqlValues.row(RowReaders::hold))
                                .list(),
                        handle.createQuery("select * from pool_entries order by block, log_index, seq")
                                .map(SqlValues.row(TestStores::poolEntry))
                                .list(),
                        handle.createQuery("select * from model_entries order by block, log_index, seq")
                                .map(SqlValues.row(TestStores::modelEntry))
                                .list()));
    }

    private static Map<Account, Wei> balances(Handle handle) {
        Map<Account, Wei> balances = new HashMap<>();
        List<Map.Entry<Address, Map<Bucket, Wei>>> rows = new ArrayList<>();
        handle.createQuery("select * from balances")
                .map(SqlValues.row(row -> Map.entry(row.address("address"), RowReaders.balances(row))))
                .forEach(rows::add);
        rows.forEach(row ->
                row.getValue().forEach((bucket, amount) -> balances.put(new Account(row.getKey(), bucket), amount)));
        return balances;
    }

    private static PoolEntry poolEntry(ColumnReader row) throws SQLException {
        return new PoolEntry(
                posting(row),
                new Grant(row.address("funder"), row.address("hot")),
                row.wei("principal"),
                row.wei("locked"),
                row.wei("pending"),
                row.wei("funded"),
                row.wei("held"),
                row.optional("release_at", r -> r.time("release_at")),
                Optional.empty(),
                Optional.empty());
    }

    private static ModelEntry modelEntry(ColumnReader row) throws SQLException {
        return new ModelEntry(
                posting(row), row.hash("model_id"), row.address("owner"), row.wei("stake"), row.truth("deregistered"));
    }

    private static Posting posting(ColumnReader row) throws SQLException {
        return new Posting(
                new BlockRef(row.int8("block"), Hash.ZERO, Instant.EPOCH), row.int4("log_index"), row.hash("tx_hash"));
    }
}
