package dev.morlens.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.rows.TestStores;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A first backfill does without the indexes that only readers need, and they come back as they were. */
class ReaderIndexesTest {

    private final Network network = TestStores.network("Indexed later");
    private final LedgerStore store = TestStores.open(network);
    private final List<String> before = definitions();

    @Test
    void indexesThatOnlyReadersNeedAreGoneUntilTheyAreMade() {
        store.indexes().defer();

        assertThat(names())
                .contains("flows_pkey", "sessions_pkey", "sessions_owing", "holds_user", "pool_entries_funder")
                .doesNotContain(
                        "flows_from",
                        "flows_to",
                        "sessions_user",
                        "holds_live_user",
                        "raw_logs_tx",
                        "session_facts_opening");

        store.indexes().make();

        assertThat(definitions()).isEqualTo(before);
        assertThat(TestStores.unmadeIndexes(network)).isEmpty();
    }

    @Test
    void anotherProcessMakesWhatOneThatDiedHasLeftUnmade() {
        store.indexes().defer();
        TestStores.edit(network, "delete from deferred_indexes where name = 'flows_from'");
        TestStores.edit(network, "create index flows_from on flows (from_address, block, log_index, seq, from_bucket)");
        TestStores.edit(network, "update lease set expires_at = now() - interval '1 s'");

        TestStores.open(network).indexes().make();

        assertThat(definitions()).isEqualTo(before);
    }

    @Test
    void whatWasRememberedAndNotDroppedYetIsMadeAllTheSame() {
        TestStores.edit(network, """
                insert into deferred_indexes (name, definition)
                select indexname, indexdef from pg_indexes where schemaname = current_schema() and indexname = 'flows_from'
                """);

        store.indexes().make();

        assertThat(definitions()).isEqualTo(before);
    }

    private List<String> definitions() {
        return ask("select indexdef from pg_indexes where schemaname = current_schema() order by 1");
    }

    private List<String> names() {
        return ask("select indexname from pg_indexes where schemaname = current_schema()");
    }

    private List<String> ask(String question) {
        return Transactions.in(
                TestStores.database().writing(),
                Schemas.of(network.name()),
                handle -> handle.createQuery(question).mapTo(String.class).list());
    }
}
