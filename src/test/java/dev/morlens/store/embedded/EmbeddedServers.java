package dev.morlens.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.postgresql.ds.PGSimpleDataSource;

/** What tests do with servers, and what no server should have to expect. */
public final class EmbeddedServers {

    /** Fast, where nobody minds losing the data. */
    static final String SMALL = """
            fsync = off
            shared_buffers = '16MB'
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private EmbeddedServers() {}

    /** SIGKILL to the server of a data directory and all that it has started. */
    public static void kill(Path directory) throws IOException, InterruptedException {
        Postmaster server = Postmaster.of(directory).orElseThrow();
        ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        var children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        // Java looks ever more rarely whether a process that is no child of its own has ended.
        while (server.serves(directory)) {
            Thread.sleep(10);
        }
    }

    /** A folder with a data directory {@code pg18} in it, whose server is killed if one is left. */
    public static void remove(Path home) throws IOException, InterruptedException {
        Path directory = home.resolve("pg18");
        if (Postmaster.of(directory).isPresent()) {
            kill(directory);
        }
        DirectoryTrees.delete(home);
    }

    /** The process id of the server that runs in a directory. */
    public static long pid(Path directory) throws IOException {
        return Postmaster.of(directory).orElseThrow().pid();
    }

    static Path pidFile(Path directory) {
        return directory.resolve("postmaster.pid");
    }

    /** Makes the file in a directory name another process, and leaves the rest of it. */
    static void blame(long pid, Path directory) throws IOException {
        String file = Files.readString(pidFile(directory));
        Files.writeString(pidFile(directory), file.replaceFirst("\\d+", String.valueOf(pid)));
    }

    /** As the database's keeper does: asks until it runs. */
    static ServerLogin startedAnew(EmbeddedServer server) throws InterruptedException {
        return startedAnew(server, PATIENCE);
    }

    static ServerLogin startedAnew(EmbeddedServer server, Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (true) {
            try {
                return server.running();
            } catch (EmbeddedServerException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    /** The first column of the first row, if there is one. */
    static String ask(ServerLogin login, String sql) throws SQLException {
        // DriverManager may know only the driver of a class loader that is gone, where Quarkus ran in this JVM before.
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setURL(login.url());
        try (Connection connection = server.getConnection(login.user(), login.password());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet results = statement.getResultSet()) {
                assertThat(results.next()).isTrue();
                return results.getString(1);
            }
        }
    }
}
