package dev.morlens.store.embedded;

import static dev.morlens.store.embedded.EmbeddedServers.SMALL;
import static dev.morlens.store.embedded.EmbeddedServers.ask;
import static dev.morlens.store.embedded.EmbeddedServers.pidFile;
import static dev.morlens.store.embedded.EmbeddedServers.startedAnew;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers of one user, where the {@code postmaster.pid} of one names the process of the other. */
class NeighbourServersTest {

    /** Within a minute PostgreSQL sees that its file names another process, and ends by itself. */
    private static final Duration UNTIL_IT_SEES = Duration.ofSeconds(120);

    private Path ourDirectory;
    private Path theirDirectory;
    private EmbeddedServer ours;
    private EmbeddedServer theirs;

    @BeforeEach
    void start() throws Exception {
        ourDirectory = MadeDirectory.named("ours");
        theirDirectory = MadeDirectory.named("theirs");
        ours = new EmbeddedServer(ourDirectory, SMALL);
        theirs = new EmbeddedServer(theirDirectory, SMALL);
        ask(ours.running(), "create table kept as select 'ours' as whose");
        ask(theirs.running(), "create table kept as select 'theirs' as whose");
    }

    @AfterEach
    void stop() throws Exception {
        ours.close();
        theirs.close();
        DirectoryTrees.delete(ourDirectory);
        DirectoryTrees.delete(theirDirectory);
    }

    @Test
    void whatIsLeftOfAKilledServerAndNamesAnotherIsNotBelieved() throws Exception {
        ServerLogin neighbour = theirs.running();
        long pid = EmbeddedServers.pid(theirDirectory);
        EmbeddedServers.kill(ourDirectory);
        Files.copy(pidFile(theirDirectory), pidFile(ourDirectory), REPLACE_EXISTING);

        assertThat(whose(startedAnew(ours))).isEqualTo("ours");
        ours.close();

        assertThat(whose(neighbour)).isEqualTo("theirs");
        assertThat(EmbeddedServers.pid(theirDirectory)).isEqualTo(pid);
    }

    @Test
    void filesThatAreExchangedWhileBothRunChangeNothing() throws Exception {
        ServerLogin login = ours.running();
        ServerLogin neighbour = theirs.running();
        Postmaster ourProcess = Postmaster.of(ourDirectory).orElseThrow();
        Postmaster theirProcess = Postmaster.of(theirDirectory).orElseThrow();
        exchangeFiles();

        assertThat(ours.running()).isEqualTo(login);
        ours.close();

        assertThat(ourProcess.serves(ourDirectory)).isFalse();
        assertThat(theirs.running()).isEqualTo(neighbour);
        assertThat(whose(neighbour)).isEqualTo("theirs");
        theirs.close();
        assertThat(theirProcess.serves(theirDirectory)).isFalse();
    }

    /** Until then it must not be disturbed: its data are in use. */
    @Test
    @Tag("soak")
    void serversLeftBehindWithExchangedFilesComeBackOnceTheyHaveSeen() throws Exception {
        exchangeFiles();
        ours.abandon();
        theirs.abandon();

        assertThat(whose(startedAnew(ours, UNTIL_IT_SEES))).isEqualTo("ours");
        assertThat(whose(startedAnew(theirs, UNTIL_IT_SEES))).isEqualTo("theirs");
    }

    private void exchangeFiles() throws IOException {
        Path aside = theirDirectory.resolve("postmaster.aside");
        Files.move(pidFile(ourDirectory), aside);
        Files.move(pidFile(theirDirectory), pidFile(ourDirectory));
        Files.move(aside, pidFile(theirDirectory));
    }

    private static String whose(ServerLogin login) throws Exception {
        return ask(login, "select whose from kept");
    }
}
