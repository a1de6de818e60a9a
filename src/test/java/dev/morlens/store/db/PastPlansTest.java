package dev.morlens.store.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import dev.morlens.store.Plan;
import dev.morlens.store.read.Payees;
import dev.morlens.store.rows.SqlValues;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.sql.HistorySql;
import dev.morlens.store.sql.PastAccountsSql;
import dev.morlens.store.sql.PayeesSql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A wallet with a long history and one old stake: questions about its past use indexes, whatever the block is. */
class PastPlansTest {

    private static final int FLOWS = 200_000;
    private static final Address BUSY = Address.of("0x" + "ab".repeat(20));
    private static final Network NETWORK = TestStores.network("Seeded");

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
            hold(
                    PastAccountsSql.SQL,
                    Map.of("addresses", SqlValues.addresses(List.of(BUSY)), "block", block),
                    "position at block " + block,
                    10);
        }
    }

    @Test
    void aHistoryOfAHundredPointsTouchesFewRows() {
        Map<String, Object> bound = new HashMap<>();
        bound.put("address", BUSY);
        bound.put("from", null);
        bound.put("to", 1_700_000_000L + 2L * FLOWS);
        bound.put("points", 100);
        hold(HistorySql.SQL, bound, "history of 100 points", 1_000);
    }

    @Test
    void whomABusyWalletPaidIsLookedUpInWhatLeftItLately() {
        hold(
                PayeesSql.SQL,
                Map.of("address", BUSY, "horizon", Long.MAX_VALUE, "most", Payees.MOST),
                "payees",
                Payees.MOST);
        Payees payees = Transactions.in(
                TestStores.database().reading(),
                Schemas.of(NETWORK.name()),
                handle -> PayeesSql.of(handle, BUSY, FLOWS));
        assertThat(payees).isEqualTo(new Payees(Set.of(Address.of("0x" + "cd".repeat(20))), false));
        Payees early = Transactions.in(
                TestStores.database().reading(), Schemas.of(NETWORK.name()), handle -> PayeesSql.of(handle, BUSY, 100));
        assertThat(early.all()).isTrue();
    }

    private static void hold(String sql, Map<String, ?> bound, String what, long most) {
        Plan plan = Transactions.in(
                TestStores.database().reading(), Schemas.of(NETWORK.name()), handle -> Plan.of(handle, sql, bound));
        assertThat(plan.readWhole()).as("%s: %s", what, plan).doesNotContain("flows", "blocks");
        assertThat(plan.rows().values()).as("%s: %s", what, plan).allMatch(rows -> rows <= most);
        assertThat(plan.rows().values()).as("%s: %s", what, plan).anyMatch(rows -> rows > 0);
    }
}
