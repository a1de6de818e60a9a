package dev.morlens.store.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.Network;
import dev.morlens.store.Plan;
import dev.morlens.store.check.AuditedFiguresReader;
import dev.morlens.store.rows.SqlValues;
import dev.morlens.store.rows.TestStores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A provider with many sessions, half of them owed for: an audit looks at some, in turn, and reads no more than those. */
class AuditedSessionsTest {

    private static final int SESSIONS = 30_000;
    private static final Address PROVIDER = Address.of("0x" + "ab".repeat(20));
    private static final String PROVIDERS = "provider_address = decode(repeat('ab', 20), 'hex')";
    private static final Network NETWORK = TestStores.network("Audited");

    @BeforeAll
    static void seed() {
        TestStores.open(NETWORK);
        TestStores.edit(NETWORK, """
                insert into sessions (opened_block, opened_at, ends_at, closed_block, opened_log, funded_by,
                    direct_payment, session_id, user_address, provider_address, model_id, bid_id, opened_tx,
                    price_per_second, facts_stake, stake, provider_paid, provider_owed)
                select n, n, n + 9, n + 9, 0, 0, false, sha256(int8send(n)), decode(repeat('cd', 20), 'hex'),
                    case when n %% 2 = 0 then decode(repeat('ab', 20), 'hex') else decode(repeat('cd', 20), 'hex') end,
                    int8send(1), int8send(2), int8send(n),
                    1, 1, 1, n %% 4, case when n %% 4 = 0 then 9 else 0 end from generate_series(1, %d) n
                """.formatted(SESSIONS));
        TestStores.edit(NETWORK, "analyze sessions");
    }

    @Test
    void noMoreRowsAreReadThanAreLookedAt() {
        int most = 2 * (AuditedFiguresReader.MOST_OWING + AuditedFiguresReader.OTHERS);
        for (Hash turn : List.of(new Hash(0, 0, 0, 0), new Hash(0x7fL << 56, 0, 0, 0), new Hash(-1, -1, -1, -1))) {
            Plan plan = Transactions.in(
                    TestStores.database().reading(),
                    Schemas.of(NETWORK.name()),
                    handle -> Plan.of(
                            handle,
                            AuditedFiguresReader.PAID,
                            Map.of(
                                    "addresses",
                                    SqlValues.addresses(List.of(PROVIDER)),
                                    "now",
                                    (long) SESSIONS,
                                    "turn",
                                    turn,
                                    "owing",
                                    AuditedFiguresReader.MOST_OWING,
                                    "others",
                                    AuditedFiguresReader.OTHERS)));
            assertThat(plan.rows().get("sessions")).as(plan.toString()).isBetween(1.0, (double) most);
            assertThat(plan.readWhole()).as(plan.toString()).isEmpty();
        }
    }

    @Test
    void thoseThatComeNextInTheOrderOfIdsAreLookedAtAndAfterTheLastTheFirst() {
        TreeSet<String> owing = ids("provider_owed > 0 and " + PROVIDERS);
        TreeSet<String> all = ids(PROVIDERS);
        String nearTheEnd = owing.stream().skip(owing.size() - 100).findFirst().orElseThrow();
        TreeSet<String> expected = first(owing, nearTheEnd, AuditedFiguresReader.MOST_OWING);
        expected.addAll(first(all, nearTheEnd, AuditedFiguresReader.OTHERS));
        BlockRef block = new BlockRef(SESSIONS, Hash.of(nearTheEnd), Instant.ofEpochSecond(SESSIONS));
        AuditedFiguresReader claims = Transactions.in(
                TestStores.database().reading(),
                Schemas.of(NETWORK.name()),
                handle -> AuditedFiguresReader.read(handle, block, List.of(PROVIDER)));
        TreeSet<String> looked = new TreeSet<>();
        claims.claims().getFirst().paid().keySet().forEach(id -> looked.add(id.toString()));
        assertThat(looked).isEqualTo(expected);
    }

    private static TreeSet<String> ids(String condition) {
        return Transactions.in(
                TestStores.database().reading(),
                Schemas.of(NETWORK.name()),
                handle -> handle.createQuery(
                                "select '0x' || encode(session_id, 'hex') from sessions where " + condition)
                        .mapTo(String.class)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static TreeSet<String> first(TreeSet<String> ids, String from, int most) {
        TreeSet<String> first = ids.tailSet(from).stream().limit(most).collect(Collectors.toCollection(TreeSet::new));
        ids.headSet(from).stream().limit(most - first.size()).forEach(first::add);
        return first;
    }
}
