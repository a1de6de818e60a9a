package dev.morlens.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.read.SpenderAllowance;
import dev.morlens.store.rows.TestStores;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an account allowed a spender, found among very many other logs. */
class ApprovalSqlTest {

    private static final int LOGS = 50_000;
    private static final String APPROVAL = "8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925";
    private static final Address OWNER = Address.of("0x" + "fa".repeat(20));
    private static final Address SPENDER = Address.of("0x" + "d1".repeat(20));
    private static final Network NETWORK = TestStores.network("Approving");

    @BeforeAll
    static void seed() {
        TestStores.open(NETWORK);
        Transactions.in(TestStores.database().writing(), Schemas.of(NETWORK.name()), handle -> {
            handle.execute("insert into blocks select n, 1700000000 + 2 * n, true, int8send(n), null"
                    + " from generate_series(1, " + LOGS + ") n");
            handle.execute("insert into raw_logs select n, 0, 0, 0, int8send(n), decode('" + "ddf252ad".repeat(8)
                    + "', 'hex') || int8send(n), decode(repeat('00', 32), 'hex') from generate_series(1, " + LOGS
                    + ") n");
            approve(handle, 0, 5, OWNER, SPENDER, 900);
            approve(handle, 0, 9, OWNER, SPENDER, 200);
            approve(handle, 0, 10, OWNER, OWNER, 1);
            approve(handle, 0, 11, SPENDER, SPENDER, 2);
            approve(handle, 1, 12, OWNER, SPENDER, 3);
            handle.execute("analyze raw_logs");
            handle.execute("analyze blocks");
            return null;
        });
    }

    private static void approve(Handle handle, int contract, int block, Address owner, Address spender, long amount) {
        handle.execute(
                "insert into raw_logs values (?, 1, 0, ?, int8send(1), decode(?, 'hex'), decode(?, 'hex'))",
                block,
                contract,
                APPROVAL + topic(owner) + topic(spender),
                "%064x".formatted(amount));
    }

    private static String topic(Address address) {
        return "00".repeat(12) + address.toString().substring(2);
    }

    @Test
    void anAccountsApprovalsOfASpenderAreToldTheNewestFirst() {
        List<SpenderAllowance> told = read(handle -> ApprovalSql.of(handle, OWNER, SPENDER, 10));
        assertThat(told)
                .containsExactly(
                        new SpenderAllowance(Instant.ofEpochSecond(1_700_000_018), Wei.of(200)),
                        new SpenderAllowance(Instant.ofEpochSecond(1_700_000_010), Wei.of(900)));
        List<SpenderAllowance> newest = read(handle -> ApprovalSql.of(handle, OWNER, SPENDER, 1));
        assertThat(newest).isEqualTo(told.subList(0, 1));
        List<SpenderAllowance> none = read(handle -> ApprovalSql.of(handle, Address.ZERO, SPENDER, 10));
        assertThat(none).isEmpty();
    }

    @Test
    void theLogsAreNotWalkedForThem() {
        List<String> plan = read(handle -> handle.createQuery("explain " + ApprovalSql.SQL)
                .bind("owner", OWNER)
                .bind("spender", SPENDER)
                .bind("most", 500)
                .mapTo(String.class)
                .list());
        assertThat(plan).as(String.join("\n", plan)).anyMatch(line -> line.contains("raw_logs_approvals"));
    }

    private static <T> T read(Function<Handle, T> question) {
        return Transactions.in(TestStores.database().reading(), Schemas.of(NETWORK.name()), question::apply);
    }
}
