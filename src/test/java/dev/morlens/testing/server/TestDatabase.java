package dev.morlens.testing.server;

import dev.morlens.store.embedded.EmbeddedServer;
import dev.morlens.store.embedded.EmbeddedServerException;
import dev.morlens.store.embedded.ServerLogin;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One real PostgreSQL for all tests of a JVM, fast because nobody minds losing its data. Stops with the JVM. */
public final class TestDatabase {

    private static final String FAST = """
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            shared_buffers = '128MB'
            max_connections = 200
            """;

    private static final int DIRECTORIES = 20;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static ServerLogin login;

    private TestDatabase() {}

    /** Where it is; started when first asked. Data of earlier runs may be in it: use a {@link #networkName()} of your own. */
    public static synchronized ServerLogin login() {
        if (login == null) {
            login = start();
        }
        return login;
    }

    /** A network's name that no other test has, and so a schema of its own. */
    public static String networkName() {
        return "t" + ProcessHandle.current().pid() + "-" + System.nanoTime() % 1_000_000_000L + "-"
                + NAMES.incrementAndGet();
    }

    /** A database beside the others. */
    public static void create(String name) {
        ServerLogin server = login();
        try (Connection connection = source(server).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + name + " could not be made", e);
        }
    }

    /** The driver by its class: in a Quarkus test the class loader hides it from DriverManager. */
    private static DataSource source(ServerLogin server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(server.url());
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }

    private static ServerLogin start() {
        EmbeddedServerException last = null;
        for (int i = 0; i < DIRECTORIES; i++) {
            EmbeddedServer server = new EmbeddedServer(Path.of("target", "test-database", "pg18-" + i), FAST);
            try {
                ServerLogin started = server.running();
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test database"));
                return started;
            } catch (EmbeddedServerException taken) {
                last = taken;
            }
        }
        throw new IllegalStateException("no directory for a test database is free", last);
    }
}
