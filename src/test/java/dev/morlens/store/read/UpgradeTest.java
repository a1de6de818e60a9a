package dev.morlens.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.server.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that an earlier version has begun goes on under this one, with the tables that a new one has. */
class UpgradeTest {

    /** What be067ee had. */
    private static final String EARLIER = "5";

    private static final String PUT_OFF = """
            insert into deferred_indexes (name, definition)
            select indexname, indexdef from pg_indexes
            where schemaname = current_schema() and indexname in ('raw_logs_tx', 'flows_from', 'holds_live_user')
            """;

    private static final String SHAPE = """
            select replace(what, current_schema(), '') from (
                select indexdef from pg_indexes where schemaname = current_schema()
                union all
                select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
                from information_schema.columns where table_schema = current_schema()
                union all
                select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint where connamespace = current_schema()::regnamespace
            ) shape (what) order by 1
            """;

    private static final String A_SESSION = """
            insert into session_facts (opened_block, opened_at, ends_at, direct_payment, session_id, opened_hash,
                user_address, provider_address, model_id, bid_id, price_per_second, stake)
            values (1, 1, 2, false, '\\x01', '\\x02', '\\x03', '\\x04', '\\x05', '\\x06', 1, 300)
            """;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anIndexOfAnEarlierVersionComesToTheTablesOfANewOne(boolean inItsFirstBackfill) {
        Network old = TestStores.network("Begun earlier");
        migrate(Schemas.of(old.name()));
        TestStores.edit(old, A_SESSION);
        if (inItsFirstBackfill) {
            TestStores.edit(old, PUT_OFF);
            List.of("raw_logs_tx", "flows_from", "holds_live_user")
                    .forEach(name -> TestStores.edit(old, "drop index " + name));
        }

        TestStores.open(old).indexes().make();

        Network fresh = TestStores.network("Begun now");
        TestStores.open(fresh);
        assertThat(shape(old)).isNotEmpty().isEqualTo(shape(fresh));
        assertThat(TestStores.unmadeIndexes(old)).isEmpty();
        assertThat(TestStores.edit(old, "delete from session_facts")).isEqualTo(1);
    }

    private static void migrate(String schema) {
        ServerLogin login = TestDatabase.login();
        Flyway.configure()
                .dataSource(login.url(), login.user(), login.password())
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/migration")
                .target(EARLIER)
                .load()
                .migrate();
    }

    /** Indexes, columns and constraints, without the schema's name. */
    private static List<String> shape(Network network) {
        return Transactions.in(
                TestStores.database().writing(),
                Schemas.of(network.name()),
                handle -> handle.createQuery(SHAPE).mapTo(String.class).list());
    }
}
