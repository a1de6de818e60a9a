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

    private final Path home;
    private final Path path;
    private final String settings;
    private Optional<DataDirectory> directory = Optional.empty();

    /**
     * @param path the data directory, made if it is not there; the programs are unpacked beside it
     * @param extraSettings lines in the form of {@code postgresql.conf} that are stronger than ours
     */
    public EmbeddedServer(Path path, String extraSettings) {
        this.path = path.toAbsolutePath().normalize();
        this.home = this.path.resolveSibling("postgresql-18.6");
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
        Optional<Postmaster> left = Postmaster.of(path);
        boolean alive = left.isPresent() && left.get().isAlive();
        if (alive && changed) {
            stop(data, programs);
        }
        if (!alive || changed) {
            start(data, programs, left);
        }
        int port = Postmaster.of(path).orElseThrow().port();
        return new ServerLogin(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", DataDirectory.USER, data.password());
    }

    private void start(DataDirectory data, PostgresPrograms programs, Optional<Postmaster> dead) throws IOException {
        if (dead.isPresent() && Postmaster.of(path).equals(dead)) {
            dead.get().disown(path);
        }
        int port = freePort();
        programs.run(
                data.output(),
                "pg_ctl",
                "start",
                "-w",
                "--pgdata=" + path,
                "--log=" + data.log(),
                "--options=-p " + port);
        LOG.infof("embedded PostgreSQL started on port %d with its data in %s", port, path);
    }

    private void stop(DataDirectory data, PostgresPrograms programs) throws IOException {
        programs.run(data.output(), "pg_ctl", "stop", "-w", "--mode=fast", "--pgdata=" + path);
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
    }

    /** Stops the server, if it runs, and lets go of the directory. */
    @Override
    public void close() {
        if (directory.isEmpty()) {
            return;
        }
        try (DataDirectory data = directory.get()) {
            Optional<Postmaster> postmaster = Postmaster.of(path);
            if (postmaster.isPresent() && postmaster.get().isAlive()) {
                stop(data, PostgresPrograms.unpackedIn(home));
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot stop the embedded PostgreSQL in " + path, e);
        } finally {
            directory = Optional.empty();
        }
    }
}
