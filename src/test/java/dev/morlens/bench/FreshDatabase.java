package dev.morlens.bench;

import dev.morlens.store.embedded.ServerLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An empty database on a server that other measurements have used. */
final class FreshDatabase {

    private static final String PREFIX = "bench";

    private FreshDatabase() {}

    static ServerLogin on(ServerLogin server) {
        String name = PREFIX + System.nanoTime();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the server", e);
        }
        return new ServerLogin(server.url().replaceAll("/[^/]*$", "/" + name), server.user(), server.password());
    }

    /** Gigabytes a bench, those of one that was killed among them. */
    static void dropAll(ServerLogin server) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            for (String name : names(statement)) {
                statement.execute("drop database " + name + " with (force)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("databases of measurements that have ended cannot be dropped", e);
        }
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("select datname from pg_database where datname ~ '^" + PREFIX + "[0-9]+$'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
