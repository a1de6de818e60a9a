package dev.morlens.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.rows.TestStores;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user with more sessions than anybody reads one by one: counts and sums are of all of them. */
class SessionGroupsTest {

    private static final int EACH = 70;
    private static final int MOST = 50;
    private static final Instant NOW = Instant.ofEpochSecond(2_000_000);
    private static final Address USER = Address.of("0x" + "ab".repeat(20));
    private static final Network NETWORK = TestStores.network("Seeded");

    /** Session n of a kind has a stake of n wei; the later opened, the earlier it ends. Half of them come from a pool. */
    @BeforeAll
    static void seed() {
        TestStores.open(NETWORK);
        Transactions.in(TestStores.database().writing(), Schemas.of(NETWORK.name()), handle -> {
            handle.execute("insert into blocks select n, 1000000 + 10 * n, true, sha256(int8send(n)), null"
                    + " from generate_series(1, 1000) n");
            sessions(handle, 0, "2000000 + " + EACH + " + 1 - n", "null");
            sessions(handle, 100, "2000000 - n", "null");
            sessions(handle, 200, "1000000", "500 + n");
            sessions(handle, 300, "1900000", "500 + n");
            handle.execute(
                    "insert into holds (created_block, created_log, release_at, session_id, user_address, created_tx,"
                            + " amount) select closed_block, opened_block, 2000001, session_id, user_address, opened_tx, held"
                            + " from sessions where closed_block is not null");
            handle.execute("update holds set release_at = 1500000 where created_log = 301");
            handle.execute("update holds set withdrawn_block = 900, withdrawn_log = 1, withdrawn_tx = sha256('w')"
                    + " where created_log = 302");
            return null;
        });
    }

    private static void sessions(Handle handle, int offset, String endsAt, String closedBlock) {
        handle.execute("insert into sessions (opened_block, opened_at, ends_at, closed_block, closed_log, closed_tx,"
                + " ended_by, returned, held, opened_log, funded_by, direct_payment, session_id, user_address,"
                + " provider_address, model_id, bid_id, opened_tx, price_per_second, facts_stake, stake, provider_paid)"
                + " select " + offset + " + n, 1000000, " + endsAt + ", " + closedBlock + ", " + offset + " + n,"
                + " sha256(int8send(n)), 0, 0, n, " + offset + " + n, n % 2, false, sha256(int8send(" + offset
                + " + n)), decode(repeat('ab', 20), 'hex'), decode(repeat('cd', 20), 'hex'), sha256('m'), sha256('b'),"
                + " sha256('t'), 1, n, n, 0 from generate_series(1, " + EACH + ") n");
    }

    @Test
    void runningSessionsAreCountedInFullAndTheFirstToEndComeFirst() {
        holds(read(networkReads -> networkReads.sessionGroups(USER, NOW, MOST).running()), EACH);
    }

    @Test
    void overdueSessionsAreCountedInFullAndTheFirstThatEndedComeFirst() {
        holds(read(networkReads -> networkReads.sessionGroups(USER, NOW, MOST).overdue()), EACH);
    }

    @Test
    void onlyHoldsOfSessionsClosedAfterTheirEndAreAdded() {
        SessionGroup late =
                read(networkReads -> networkReads.sessionGroups(USER, NOW, MOST).heldAfterEnd());
        holds(late, EACH);
        assertThat(late.first())
                .allSatisfy(
                        session -> assertThat(session.closing().orElseThrow().closedAt())
                                .isAfter(session.facts().endsAt()));
    }

    @Test
    void whatChangedLatelyIsFoundHoweverOldTheSessionIs() {
        List<Session> lately =
                read(networkReads -> networkReads.sessionGroups(USER, NOW, 5).changedLately());
        List<Integer> opened = List.of(370, 369, 368, 367, 366);
        List<Integer> closedToo = List.of(270, 269);
        List<Integer> overdue = List.of(101, 102, 103, 104, 105);
        List<Integer> claimableAndClaimed = List.of(301, 302);
        assertThat(lately.stream().map(each -> each.opened().logIndex()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(opened, closedToo, overdue, claimableAndClaimed)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void nobodyElseHasAny() {
        Address other = Address.of("0x" + "cd".repeat(20));
        assertThat(read(networkReads ->
                                networkReads.sessionGroups(other, NOW, MOST).overdue())
                        .isEmpty())
                .isTrue();
    }

    private static void holds(SessionGroup group, int largest) {
        assertThat(group.count()).isEqualTo(EACH);
        assertThat(group.amount()).isEqualTo(Wei.of((long) EACH * (EACH + 1) / 2));
        assertThat(group.first()).hasSize(MOST);
        assertThat(group.more()).isEqualTo(EACH - MOST);
        assertThat(group.first().getFirst().stake()).isEqualTo(Wei.of(largest));
    }

    private static <T> T read(Function<NetworkReads, T> question) {
        return TestStores.stores().read(NETWORK.name(), question);
    }
}
