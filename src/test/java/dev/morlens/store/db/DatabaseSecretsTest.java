package dev.morlens.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.server.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the database's URL, its passwords are told to nobody. */
class DatabaseSecretsTest {

    private static final String SECRET = "s3cret-0f-the-database";
    private static final String OTHER = "an0ther-%40-password";
    private static final List<String> HIDDEN = List.of(SECRET, OTHER, "an0ther-@-password", "an0ther");

    /** After a Quarkus test DriverManager has no driver that this class loader sees. */
    @BeforeAll
    static void register() throws ClassNotFoundException {
        Class.forName("org.postgresql.Driver");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:9/db?user=u&password=" + OTHER,
                "jdbc:postgresql://u:" + OTHER + "@127.0.0.1:9/db",
                "postgres://u:" + OTHER + "@127.0.0.1:9/db",
                "jdbc:mysql://u:" + OTHER + "@127.0.0.1:9/db",
                "jdbc:postgresql://127.0.0.1:port/db?password=" + OTHER,
                "jdbc:postgresql://127.0.0.1:9/db?sslpassword=" + OTHER + "&sslmode=none",
                "u:" + OTHER + "@127.0.0.1"
            })
    void aUrlThatLeadsNowhere(String url) throws InterruptedException {
        String told = toldOf(url, "u");
        assertThat(told).contains("the database does not answer");
        HIDDEN.forEach(secret -> assertThat(told).doesNotContain(secret));
    }

    @Test
    void aWrongPassword() throws InterruptedException {
        ServerLogin login = TestDatabase.login();
        String told = toldOf(login.url(), login.user());
        assertThat(told).contains("password authentication failed").doesNotContain(SECRET);
    }

    @Test
    void theRightOne() throws InterruptedException {
        ServerLogin login = TestDatabase.login();
        String told = toldOf(login.url() + "?password=" + login.password(), login.user());
        assertThat(told).contains("database is up").doesNotContain(SECRET).doesNotContain(login.password());
    }

    /** Log, words for people, and the exception with its causes. */
    private static String toldOf(String url, String user) throws InterruptedException {
        Ear ear = new Ear();
        Logger root = Logger.getLogger("");
        root.addHandler(ear);
        Database database = new Database(config(url, user));
        try {
            database.start();
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (database.trouble().equals(Optional.of("the database is starting")) && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            Throwable failure = catchThrowable(() -> database.migrate("secrets_test"));
            return ear.all() + "\n" + database.trouble() + "\n" + words(failure);
        } finally {
            database.stop();
            root.removeHandler(ear);
        }
    }

    private static DatabaseConfig config(String url, String user) {
        return TestStores.config(Map.of(
                "morlens.database.url", url, "morlens.database.user", user, "morlens.database.password", SECRET));
    }

    private static String words(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining("\n"));
    }

    private static final class Ear extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            String parameters = record.getParameters() == null
                    ? ""
                    : List.of(record.getParameters()).toString();
            lines.add(record.getMessage() + " " + parameters + " " + words(record.getThrown()));
        }

        String all() {
            return String.join("\n", lines);
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
