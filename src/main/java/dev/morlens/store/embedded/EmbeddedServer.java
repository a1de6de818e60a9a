package dev.morlens.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * PostgreSQL as a process of ours, with data that outlive it. When this JVM was killed its server goes on: the next one
 * takes it over. When the server was killed, {@link #running()} starts it again. Not thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedServer.class);

    /** Which closes connections and leaves nothing to recover. */
    private static final String FAST_SHUTDOWN = "INT";

    private final Path home;
    private final Path path;
    private final String settings;
    private Optional<DataDirectory> directory = Optional.empty();
    private Optional<Postmaster> postmaster = Optional.empty();

    /**
     * @param path the data directory, made if it is not there; the programs are unpacked beside it
     * @param extraSettings lines in the form of {@code postgresql.conf} that are stronger than ours
     */
    public EmbeddedServer(Path path, String extraSettings) {
        this.path = path.toAbsolutePath().normalize();
        this.home = this.path.resolveSibling(PostgresPrograms.DIRECTORY);
        this.settings = ourSettings() + "\n" + extraSettings;
    }

    private static String ourSettings() {
        try (InputStream in = EmbeddedServer.class.getResourceAsStream("/db/embedded.conf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sees to it that the server runs.
     *
     * @throws EmbeddedServerException if it does not; asking again later may help
     */
    public ServerLogin running() {
        try {
            if (directory.isEmpty()) {
                directory = Optional.of(DataDirectory.taken(path));
            }
            return login(directory.get());
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot start the embedded PostgreSQL in " + path, e);
        }
    }

    private ServerLogin login(DataDirectory data) throws IOException {
        PostgresPrograms programs = PostgresPrograms.unpackedIn(home);
        data.make(programs);
        boolean changed = data.settings(settings);
        Optional<Postmaster> left = running(data);
        if (left.isPresent() && changed) {
            left.get().stop(FAST_SHUTDOWN, data, programs);
        }
        if (left.isEmpty() || changed) {
            start(data, programs);
        }
        postmaster = running(data);
        int port = postmaster
                .orElseThrow(
                        () -> new EmbeddedServerException("the embedded PostgreSQL ended as soon as it had started"))
                .port();
        return new ServerLogin(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", DataDirectory.USER, data.password());
    }

    /** The one that we know, whatever its file says by now, else the one that the file names. */
    private Optional<Postmaster> running(DataDirectory data) throws IOException {
        Optional<Postmaster> known = postmaster.filter(process -> process.serves(data.path()));
        return known.isPresent() ? known : Postmaster.of(data.path());
    }

    private void start(DataDirectory data, PostgresPrograms programs) throws IOException {
        DataDirectoryProcesses.refuse(data.path());
        Postmaster.disown(data.path());
        int port = freePort();
        programs.run(
                data.output(),
                "pg_ctl",
                "start",
                "-w",
                "--pgdata=" + data.path(),
                "--log=" + data.log(),
                "--options=-p " + port);
        LOG.infof("embedded PostgreSQL started on port %d with its data in %s", port, data.path());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Lets go of the directory and leaves the server running, as the death of this JVM does. */
    void abandon() throws IOException {
        if (directory.isPresent()) {
            directory.get().close();
        }
        directory = Optional.empty();
        postmaster = Optional.empty();
    }

    /** Stops the server, if it runs, and lets go of the directory. */
    @Override
    public void close() {
        if (directory.isEmpty()) {
            return;
        }
        try (DataDirectory data = directory.get()) {
            Optional<Postmaster> process = running(data);
            if (process.isPresent()) {
                process.get().stop(FAST_SHUTDOWN, data, PostgresPrograms.unpackedIn(home));
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot stop the embedded PostgreSQL in " + path, e);
        } finally {
            directory = Optional.empty();
            postmaster = Optional.empty();
        }
    }
}
