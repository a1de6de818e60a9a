package dev.morlens.store.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import dev.morlens.store.read.Payees;
import dev.morlens.store.rows.SqlValues;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.sql.HistorySql;
import dev.morlens.store.sql.PastAccountsSql;
import dev.morlens.store.sql.PayeesSql;
import dev.morlens.testing.Counts;
import dev.morlens.testing.server.TestDatabase;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A wallet with a long history and one old stake: questions about its past use indexes, whatever the block is. */
class PastPlansTest {

    private static final int FLOWS = 200_000;
    private static final Address BUSY = Address.of("0x" + "ab".repeat(20));
    private static final Network NETWORK = new Network(
            TestDatabase.networkName(),
            "Seeded",
            1,
            Address.of("0x" + "70".repeat(20)),
            Address.of("0x" + "d1".repeat(20)),
            Optional.<URI>empty(),
            OptionalLong.of(1));

    @BeforeAll
    static void seed() {
        TestStores.open(NETWORK);
        Transactions.in(TestStores.database().writing(), Schemas.of(NETWORK.name()), handle -> {
            handle.execute("insert into blocks select n, 1700000000 + 2 * n, true, int8send(n), null"
                    + " from generate_series(1, " + FLOWS + ") n");
            handle.execute("insert into flows select n, 1, 0, 2, 0,"
                    + " case n when 5 then 3 else 0 end, decode(repeat('ab', 20), 'hex'),"
                    + " case n when 5 then decode(repeat('ab', 20), 'hex') else decode(repeat('cd', 20), 'hex') end,"
                    + " int8send(n), null, 1, 1000000 - n, n from generate_series(1, " + FLOWS + ") n");
            handle.execute("insert into balances (first_block, last_block, address, wallet, provider_stake)"
                    + " values (1, " + FLOWS + ", decode(repeat('ab', 20), 'hex'), 800000, 1)");
            return null;
        });
        Transactions.in(TestStores.database().writing(), Schemas.of(NETWORK.name()), handle -> {
            List.of("blocks", "flows", "balances", "sessions", "holds").forEach(t -> handle.execute("analyze " + t));
            return null;
        });
    }

    @Test
    void aPastPositionTouchesFewRows() {
        for (long block : List.of(3L, 1_000L, FLOWS / 2L, (long) FLOWS)) {
            List<String> plan = read(handle -> handle.createQuery("explain (analyze, costs off) " + PastAccountsSql.SQL)
                    .bind("addresses", SqlValues.addresses(List.of(BUSY)))
                    .bind("block", block)
                    .mapTo(String.class)
                    .list());
            hold(plan, "position at block " + block, 50);
        }
    }

    @Test
    void aHistoryOfAHundredPointsTouchesFewRows() {
        List<String> plan = read(handle -> handle.createQuery("explain (analyze, costs off) " + HistorySql.SQL)
                .bind("address", BUSY)
                .bind("from", (Long) null)
                .bind("to", 1_700_000_000L + 2L * FLOWS)
                .bind("points", 100)
                .mapTo(String.class)
                .list());
        hold(plan, "history of 100 points", 200);
    }

    @Test
    void whomABusyWalletPaidIsLookedUpInWhatLeftItLately() {
        List<String> plan = read(handle -> handle.createQuery("explain (analyze, costs off) " + PayeesSql.SQL)
                .bind("address", BUSY)
                .bind("horizon", Long.MAX_VALUE)
                .bind("most", Payees.MOST)
                .mapTo(String.class)
                .list());
        hold(plan, "payees", 50);
        Payees payees = Transactions.in(
                TestStores.database().reading(),
                Schemas.of(NETWORK.name()),
                handle -> PayeesSql.of(handle, BUSY, FLOWS));
        assertThat(payees).isEqualTo(new Payees(Set.of(Address.of("0x" + "cd".repeat(20))), false));
        Payees early = Transactions.in(
                TestStores.database().reading(), Schemas.of(NETWORK.name()), handle -> PayeesSql.of(handle, BUSY, 100));
        assertThat(early.all()).isTrue();
    }

    private static void hold(List<String> plan, String what, double mostMillis) {
        assertThat(plan).as(String.join("\n", plan)).noneMatch(line -> line.contains("Seq Scan on flows"));
        assertThat(plan).as(String.join("\n", plan)).noneMatch(line -> line.contains("Seq Scan on blocks"));
        String time = plan.getLast().replaceAll("[^0-9.]", "");
        Counts.say("%s over %d flows: %s ms".formatted(what, FLOWS, time));
        assertThat(Double.parseDouble(time)).as(String.join("\n", plan)).isLessThan(mostMillis);
    }

    private interface Question {
        List<String> ask(Handle handle);
    }

    private static List<String> read(Question question) {
        return Transactions.in(TestStores.database().reading(), Schemas.of(NETWORK.name()), question::ask);
    }
}
