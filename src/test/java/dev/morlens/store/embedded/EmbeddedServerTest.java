package dev.morlens.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path directory = Path.of("target", "test-database", "life-" + COUNT.incrementAndGet());
    private EmbeddedServer server;

    @BeforeEach
    void start() throws Exception {
        Trees.delete(directory);
        server = new EmbeddedServer(directory, "shared_buffers = '16MB'");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        Trees.delete(directory);
    }

    @Test
    void dataOutliveACleanStop() throws Exception {
        ask(server.running(), "create table kept as select 7 as number");
        server.close();

        assertThat(ask(server.running(), "select number from kept")).isEqualTo("7");
    }

    @Test
    void aServerLeftBehindByAKilledProcessIsTakenOver() throws Exception {
        ServerLogin first = server.running();
        long pid = Postmaster.of(directory).orElseThrow().pid();
        forgetWithoutStopping();

        server = new EmbeddedServer(directory, "shared_buffers = '16MB'");

        assertThat(server.running()).isEqualTo(first);
        assertThat(Postmaster.of(directory).orElseThrow().pid()).isEqualTo(pid);
    }

    @Test
    void aServerLeftBehindWithOtherSettingsIsStartedAnew() throws Exception {
        server.running();
        long pid = Postmaster.of(directory).orElseThrow().pid();
        forgetWithoutStopping();

        server = new EmbeddedServer(directory, "shared_buffers = '24MB'");

        assertThat(ask(server.running(), "show shared_buffers")).isEqualTo("24MB");
        assertThat(Postmaster.of(directory).orElseThrow().pid()).isNotEqualTo(pid);
    }

    @Test
    void aKilledServerComesBackWithWhatWasCommitted() throws Exception {
        ask(server.running(), "create table kept as select 8 as number");
        Postmaster killed = Postmaster.of(directory).orElseThrow();
        ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
        await(() -> !killed.isAlive());

        assertThat(ask(startedWithin(Duration.ofSeconds(30)), "select number from kept"))
                .isEqualTo("8");
    }

    @Test
    void aProcessIdThatWentToAnotherProgramIsNotTakenForTheServer() throws Exception {
        ask(server.running(), "create table kept as select 9 as number");
        forgetWithoutStopping();
        Postmaster real = Postmaster.of(directory).orElseThrow();
        ProcessHandle.of(real.pid()).orElseThrow().destroyForcibly();
        await(() -> !real.isAlive());
        String file = Files.readString(directory.resolve("postmaster.pid"));
        Files.writeString(
                directory.resolve("postmaster.pid"),
                file.replaceFirst("\\d+", String.valueOf(ProcessHandle.current().pid())));

        server = new EmbeddedServer(directory, "shared_buffers = '16MB'");

        assertThat(ask(startedWithin(Duration.ofSeconds(30)), "select number from kept"))
                .isEqualTo("9");
    }

    @Test
    void aSecondProcessIsToldThatTheDirectoryIsInUse() {
        server.running();

        try (EmbeddedServer second = new EmbeddedServer(directory, "")) {
            assertThatThrownBy(second::running)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining("morlens.database.url");
        }
    }

    @Test
    void onlyThePasswordOpensItAndOnlyTheOwnerReadsThePassword() throws Exception {
        ServerLogin login = server.running();

        assertThatThrownBy(() -> ask(new ServerLogin(login.url(), login.user(), "guessed"), "select 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(Files.getPosixFilePermissions(directory.resolve("morlens.password")))
                .hasSize(2);
        assertThat(login).asString().doesNotContain(login.password());
    }

    /** As a SIGKILL does: the lock goes, the server stays. */
    private void forgetWithoutStopping() throws Exception {
        server.abandon();
    }

    private ServerLogin startedWithin(Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (true) {
            try {
                return server.running();
            } catch (EmbeddedServerException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.holds()) {
            assertThat(Instant.now()).as("waited long enough").isBefore(end);
            Thread.sleep(50);
        }
    }

    private static String ask(ServerLogin login, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet results = statement.getResultSet()) {
                results.next();
                return results.getString(1);
            }
        }
    }
}
