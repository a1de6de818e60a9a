package dev.morlens.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.fault.Gate;
import dev.morlens.testing.server.TestDatabase;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables are brought up to date whenever an indexer begins, and so again and again where a database comes and goes. */
class MigrationFaultsTest {

    private static final int WRITERS = 4;

    private final String schema = Schemas.of(TestDatabase.networkName());
    private Gate gate;
    private Database database;

    /** After a Quarkus test DriverManager has no driver that this class loader sees. */
    @BeforeAll
    static void register() throws ClassNotFoundException {
        Class.forName("org.postgresql.Driver");
    }

    @BeforeEach
    void open() {
        ServerLogin login = TestDatabase.login();
        gate = Gate.before(login.url());
        database = TestStores.started(Map.of(
                "morlens.database.writers", String.valueOf(WRITERS),
                "morlens.database.connection-timeout", "1s",
                "morlens.database.url", gate.through(login.url()),
                "morlens.database.user", login.user(),
                "morlens.database.password", login.password(),
                // Nobody notices but who asks.
                "morlens.database.health-check-interval", "1h"));
    }

    @AfterEach
    void close() {
        database.stop();
        gate.close();
    }

    @Test
    void connectionsThatDiedUnnoticedKeepNoWriterFromTheIndexer() {
        for (int outage = 0; outage <= WRITERS; outage++) {
            useAtOnce(WRITERS);
            gate.shut();
            gate.open();
            assertThatCode(() -> database.migrate(schema))
                    .as("after outage %d", outage)
                    .doesNotThrowAnyException();
        }
        useAtOnce(WRITERS);
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() {
        gate.hush();
        assertThatThrownBy(() -> database.migrate(schema)).isInstanceOf(StoreUnavailableException.class);
        gate.open();
        database.migrate(schema);
        useAtOnce(1);
    }

    @Test
    void aDatabaseThatIsDownIsToldAsSuch() {
        database.stop();
        assertThatThrownBy(() -> database.migrate(schema)).isInstanceOf(DatabaseDownException.class);
    }

    /** Those that died are thrown away one by one, each when somebody meets it. */
    private void useAtOnce(int writers) {
        for (int dead = 0; ; dead++) {
            try {
                nest(writers);
                return;
            } catch (StoreUnavailableException e) {
                assertThat(dead).as(e.getMessage()).isLessThan(2 * writers);
            }
        }
    }

    private void nest(int writers) {
        Transactions.in(database.writing(), schema, handle -> {
            assertThat(answers(handle)).isTrue();
            if (writers > 1) {
                nest(writers - 1);
            }
            return null;
        });
    }

    private static boolean answers(Handle handle) {
        return handle.createQuery("select true").mapTo(Boolean.class).one();
    }
}
