package dev.morlens.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.CursorPage.ChainPlace;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.read.NoOpTransfer;
import dev.morlens.store.read.TransactionLogs;
import dev.morlens.store.rows.TestStores;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Transfers that moved nothing, found among very many that moved something. */
class NoOpTransferSqlTest {

    private static final int LOGS = 20_000;
    private static final String TRANSFER = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final String APPROVAL = "8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925";
    private static final Address ANN = Address.of("0x" + "aa".repeat(20));
    private static final Address BEN = Address.of("0x" + "bb".repeat(20));
    private static final Network NETWORK = TestStores.network("Nothing moved");

    @BeforeAll
    static void seed() {
        TestStores.open(NETWORK);
        Transactions.in(TestStores.database().writing(), Schemas.of(NETWORK.name()), handle -> {
            handle.execute("insert into blocks select n, 1700000000 + 2 * n, true,"
                    + " decode(lpad(to_hex(n), 64, '0'), 'hex'), null from generate_series(1, " + LOGS + ") n");
            handle.execute(
                    "insert into raw_logs select n, 0, 0, 0, decode(lpad(to_hex(n), 64, '0'), 'hex'), decode(?, 'hex'),"
                            + " decode(lpad('1', 64, '0'), 'hex') from generate_series(1, " + LOGS + ") n",
                    TRANSFER + topic(ANN) + topic(BEN));
            log(handle, 5, 1, 0, TRANSFER + topic(ANN) + topic(BEN), 0);
            log(handle, 7, 1, 0, TRANSFER + topic(ANN) + topic(ANN), 900);
            log(handle, 7, 2, 0, TRANSFER + topic(BEN) + topic(BEN), 0);
            log(handle, 9, 1, 0, TRANSFER + topic(BEN) + topic(ANN), 0);
            log(handle, 9, 2, 1, "11".repeat(32), 0);
            log(handle, 11, 1, 0, APPROVAL + topic(ANN) + topic(BEN), 0);
            handle.execute("analyze raw_logs");
            handle.execute("analyze blocks");
            return null;
        });
    }

    private static void log(Handle handle, int block, int index, int contract, String topics, long amount) {
        handle.execute(
                "insert into raw_logs values (?, ?, 0, ?, decode(lpad(to_hex(?::int), 64, '0'), 'hex'), decode(?, 'hex'),"
                        + " decode(?, 'hex'))",
                block,
                index,
                contract,
                block,
                topics,
                "%064x".formatted(amount));
    }

    private static String topic(Address address) {
        return "00".repeat(12) + address.toString().substring(2);
    }

    @Test
    void anAddresssAreToldTheNewestFirstEachOnceAndPartByPart() {
        List<NoOpTransfer> all = read(handle -> of(handle, ANN, CursorPage.first(10), LOGS));
        assertThat(all).extracting(one -> one.at().block().number()).containsExactly(9L, 7L, 5L);
        assertThat(all).extracting(NoOpTransfer::isToSelf).containsExactly(false, true, false);
        assertThat(all).extracting(NoOpTransfer::amount).containsExactly(Wei.ZERO, Wei.of(900), Wei.ZERO);
        assertThat(all).extracting(NoOpTransfer::byContract).containsExactly(true, false, false);
        assertThat(all).extracting(NoOpTransfer::from).containsExactly(BEN, ANN, ANN);
        CursorPage after = new CursorPage(Optional.of(new ChainPlace(9, 1, 0)), 1);
        List<NoOpTransfer> second = read(handle -> of(handle, ANN, after, LOGS));
        assertThat(second).isEqualTo(all.subList(1, 2));
        List<NoOpTransfer> past = read(handle -> of(handle, ANN, CursorPage.first(10), 6));
        assertThat(past).isEqualTo(all.subList(2, 3));
    }

    private static List<NoOpTransfer> of(Handle handle, Address address, CursorPage cursorPage, long horizon) {
        return new NoOpTransferSql(handle).newestFirst(address, cursorPage, horizon);
    }

    @Test
    void aTransactionTellsWhatItLoggedBesideItsMovements() {
        TransactionLogs mixed = logs(7);
        assertThat(mixed.noOps()).extracting(one -> one.at().logIndex()).containsExactly(1, 2);
        assertThat(mixed.byContract()).isFalse();
        assertThat(mixed.approves()).isFalse();
        assertThat(logs(9).byContract()).isTrue();
        assertThat(logs(9).noOps()).extracting(NoOpTransfer::byContract).containsExactly(true);
        assertThat(logs(11).approves()).isTrue();
        assertThat(logs(11).noOps()).isEmpty();
        assertThat(logs(1).block().number()).isEqualTo(1);
        Optional<TransactionLogs> none = read(handle -> new NoOpTransferSql(handle).ofTransaction(tx(LOGS + 1)));
        assertThat(none).isEmpty();
    }

    private static TransactionLogs logs(int block) {
        return read(handle -> new NoOpTransferSql(handle).ofTransaction(tx(block)))
                .orElseThrow();
    }

    private static Hash tx(int number) {
        return Hash.of("0x%064x".formatted(number));
    }

    @Test
    void theLogsAreNotWalkedForThem() {
        List<String> plan = read(handle -> handle.createQuery("explain " + NoOpTransferSql.sql(CursorPage.first(3)))
                .bind("address", ANN)
                .bind("horizon", (long) LOGS)
                .bind("limit", 3)
                .mapTo(String.class)
                .list());
        assertThat(plan)
                .as(String.join("\n", plan))
                .anyMatch(line -> line.contains("raw_logs_no_op_from"))
                .anyMatch(line -> line.contains("raw_logs_no_op_to"))
                .noneMatch(line -> line.contains("Seq Scan on raw_logs"));
    }

    private static <T> T read(Function<Handle, T> question) {
        return Transactions.in(TestStores.database().reading(), Schemas.of(NETWORK.name()), question::apply);
    }
}
