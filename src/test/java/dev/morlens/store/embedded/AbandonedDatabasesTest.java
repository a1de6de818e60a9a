package dev.morlens.store.embedded;

import static dev.morlens.store.embedded.EmbeddedServers.SMALL;
import static dev.morlens.store.embedded.EmbeddedServers.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the functions of {@code ./morlens} do with the databases of runs that have ended, and of those that go on. */
class AbandonedDatabasesTest {

    /** A checkout of its own, so that no real run's database is in reach. */
    private static final Path CHECKOUT = Path.of("target", "test-checkout").toAbsolutePath();

    private static final Path DATA = CHECKOUT.resolve(".morlens");

    /** Of the script, with the classes of this build in place of a packaged server's. */
    private static final String SOURCED = """
            set -euo pipefail
            source ./morlens
            JAVA_HOME=$1 SERVER_CLASSES=$2
            unset MORLENS_DATABASE_URL MORLENS_DATABASE_DIRECTORY
            """;

    private Path used;
    private EmbeddedServer server;
    private ServerLogin login;
    private long pid;

    @BeforeEach
    void start() throws Exception {
        DirectoryTrees.delete(CHECKOUT);
        Files.createDirectories(DATA);
        Files.copy(Path.of("morlens"), CHECKOUT.resolve("morlens"));
        used = made("local-99999991");
        server = new EmbeddedServer(used, SMALL);
        login = server.running();
        pid = EmbeddedServers.pid(used);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        DirectoryTrees.delete(CHECKOUT);
    }

    @Test
    void aRunDropsWhatDeadRunsLeftAndHarmsNoOther() throws Exception {
        Path left = made("local-99999992");
        EmbeddedServer killed = new EmbeddedServer(left, SMALL);
        killed.running();
        Postmaster orphan = Postmaster.of(left).orElseThrow();
        killed.abandon();
        Path stale = blamed("local-99999993", pid);
        Path beginning = place("local-99999994");
        grow(used.getParent(), left.getParent(), stale);

        String own = script("fresh_database; printf %s \"$LOCAL_DATA\"");

        assertUnharmed();
        assertThat(orphan.serves(left)).isFalse();
        assertThat(left.getParent()).doesNotExist();
        assertThat(stale).doesNotExist();
        assertThat(CHECKOUT.resolve(own)).isEmptyDirectory();
        assertThat(beginning).exists();
    }

    @Test
    void atItsEndARunDropsItsOwnAndNoServerThatAStaleFileNames() throws Exception {
        Path own = blamed("local-99999995", pid);

        script("LOCAL_DATA=.morlens/local-99999995; drop_own_database");

        assertThat(own).doesNotExist();
        assertUnharmed();
    }

    private void assertUnharmed() throws Exception {
        assertThat(ask(login, "select 1")).isEqualTo("1");
        assertThat(EmbeddedServers.pid(used)).isEqualTo(pid);
    }

    private static Path made(String name) throws Exception {
        Path place = place(name);
        Path data = MadeDirectory.copy(place.resolve("pg18"));
        // To unpack the programs takes two seconds.
        Files.createSymbolicLink(place.resolve(PostgresPrograms.DIRECTORY), MadeDirectory.programs());
        return data;
    }

    private static Path place(String name) throws IOException {
        return Files.createDirectories(DATA.resolve(name));
    }

    /** A directory of a server that is dead and whose process id went to another one. */
    private Path blamed(String name, long pid) throws IOException {
        Path data = Files.createDirectories(place(name).resolve("pg18"));
        Files.copy(EmbeddedServers.pidFile(used), EmbeddedServers.pidFile(data));
        EmbeddedServers.blame(pid, data);
        return data.getParent();
    }

    /** A directory without a lock may be one of a run that has just begun. */
    private static void grow(Path... places) throws IOException {
        for (Path place : places) {
            Files.setLastModifiedTime(place, FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));
        }
    }

    private static String script(String command) throws Exception {
        Path error = CHECKOUT.resolve("error");
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        SOURCED + command,
                        "test",
                        System.getProperty("java.home"),
                        absolute(System.getProperty("java.class.path")))
                .directory(CHECKOUT.toFile())
                .redirectError(error.toFile())
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(Files.readString(error)).isZero();
        return said;
    }

    private static String absolute(String classPath) {
        StringBuilder all = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator)) {
            all.append(Path.of(entry).toAbsolutePath()).append(File.pathSeparator);
        }
        return all.toString();
    }
}
