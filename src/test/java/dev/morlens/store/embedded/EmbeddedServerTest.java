package dev.morlens.store.embedded;

import static dev.morlens.store.embedded.EmbeddedServers.SMALL;
import static dev.morlens.store.embedded.EmbeddedServers.ask;
import static dev.morlens.store.embedded.EmbeddedServers.startedAnew;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Path directory;
    private EmbeddedServer server;

    @BeforeEach
    void start() throws Exception {
        directory = MadeDirectory.named("life-" + COUNT.incrementAndGet());
        server = new EmbeddedServer(directory, SMALL);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        DirectoryTrees.delete(directory);
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
        long pid = EmbeddedServers.pid(directory);
        forgetWithoutStopping();

        server = new EmbeddedServer(directory, SMALL);

        assertThat(server.running()).isEqualTo(first);
        assertThat(EmbeddedServers.pid(directory)).isEqualTo(pid);
    }

    @Test
    void aServerLeftBehindWithOtherSettingsIsStartedAnew() throws Exception {
        server.running();
        long pid = EmbeddedServers.pid(directory);
        forgetWithoutStopping();

        server = new EmbeddedServer(directory, SMALL + "shared_buffers = '24MB'");

        assertThat(ask(server.running(), "show shared_buffers")).isEqualTo("24MB");
        assertThat(EmbeddedServers.pid(directory)).isNotEqualTo(pid);
    }

    @Test
    void aKilledServerComesBackWithWhatWasCommitted() throws Exception {
        ask(server.running(), "create table kept as select 8 as number");
        Postmaster killed = Postmaster.of(directory).orElseThrow();
        ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
        await(() -> !killed.serves(directory));

        assertThat(ask(startedAnew(server), "select number from kept")).isEqualTo("8");
    }

    @Test
    void aProcessIdThatWentToAnotherProgramIsNotTakenForTheServer() throws Exception {
        ask(server.running(), "create table kept as select 9 as number");
        forgetWithoutStopping();
        Postmaster real = Postmaster.of(directory).orElseThrow();
        ProcessHandle.of(real.pid()).orElseThrow().destroyForcibly();
        await(() -> !real.serves(directory));
        EmbeddedServers.blame(ProcessHandle.current().pid(), directory);

        server = new EmbeddedServer(directory, SMALL);

        assertThat(ask(startedAnew(server), "select number from kept")).isEqualTo("9");
    }

    @Test
    void aFileThatIsEmptyIsNoReasonNotToStart() throws Exception {
        ask(server.running(), "create table kept as select 10 as number");
        server.close();
        Files.writeString(EmbeddedServers.pidFile(directory), "");

        assertThat(ask(server.running(), "select number from kept")).isEqualTo("10");
    }

    @Test
    void aServerWhoseDirectoryWasMovedIsTakenOver() throws Exception {
        server.running();
        long pid = EmbeddedServers.pid(directory);
        forgetWithoutStopping();
        Path moved = directory.resolveSibling(directory.getFileName() + "-moved");
        DirectoryTrees.delete(moved);
        Files.move(directory, moved);
        directory = moved;

        server = new EmbeddedServer(moved, SMALL);

        assertThat(ask(server.running(), "select 1")).isEqualTo("1");
        assertThat(EmbeddedServers.pid(moved)).isEqualTo(pid);
    }

    /** As on macOS, which shows no working directories. */
    @Test
    void aServerIsKnownByItsArguments() throws Exception {
        server.running();
        String[] arguments = ProcessHandle.of(EmbeddedServers.pid(directory))
                .flatMap(process -> process.info().arguments())
                .orElseThrow();

        assertThat(DataDirectoryProcesses.wasStartedFor(arguments, directory)).isTrue();
        assertThat(DataDirectoryProcesses.wasStartedFor(arguments, directory.getParent()))
                .isFalse();
    }

    @Test
    void aProcessThatTheFileDoesNotNameKeepsTheDirectory() throws Exception {
        server.running();
        long pid = EmbeddedServers.pid(directory);
        forgetWithoutStopping();
        String file = Files.readString(EmbeddedServers.pidFile(directory));
        Files.delete(EmbeddedServers.pidFile(directory));

        server = new EmbeddedServer(directory, SMALL);

        assertThatThrownBy(server::running)
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining(String.valueOf(pid));
        Files.writeString(EmbeddedServers.pidFile(directory), file);
        server.running();
        assertThat(EmbeddedServers.pid(directory)).isEqualTo(pid);
    }

    @Test
    void aSecondProcessIsToldThatTheDirectoryIsInUseUnderWhateverName() throws Exception {
        server.running();
        Path link = directory.resolveSibling(directory.getFileName() + "-link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, directory.getFileName());

        assertInUse(directory);
        assertInUse(link);
        // Mounted a second time, it has another neighbour.
        Files.delete(directory.resolveSibling(directory.getFileName() + ".lock"));
        assertInUse(directory);
        Files.delete(link);
    }

    private static void assertInUse(Path path) {
        try (EmbeddedServer second = new EmbeddedServer(path, SMALL)) {
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
}
