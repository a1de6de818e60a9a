package dev.morlens.bench;

import dev.morlens.store.embedded.ServerLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** An empty database on a server that other measurements have used. */
final class FreshDatabase {

    private FreshDatabase() {}

    static ServerLogin on(ServerLogin server) {
        String name = "bench" + System.nanoTime();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the server", e);
        }
        return new ServerLogin(server.url().replaceAll("/[^/]*$", "/" + name), server.user(), server.password());
    }
}
