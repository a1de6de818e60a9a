package dev.morlens.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server process of a data directory. The {@code postmaster.pid} in it tells of one: its lines are the process id, the
 * directory, the start time, the port, and more. It is believed only if that process really works in the directory.
 */
record Postmaster(long pid, int port) {

    /** Larger than any process id, so nobody's. */
    private static final String NOBODY = String.valueOf(Integer.MAX_VALUE);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final int PORT_LINE = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The one that runs; empty if none is named, if the file is not whole, or if it names a process that is not it. */
    static Optional<Postmaster> of(Path directory) throws IOException {
        return named(lines(directory)).filter(named -> named.serves(directory));
    }

    /** Whether this process lives and is the server of this directory. */
    boolean serves(Path directory) {
        return ProcessHandle.of(pid)
                .filter(process -> DataDirectoryProcesses.isOne(process, directory))
                .isPresent();
    }

    /**
     * Sends it a signal and waits for its end. By its id, where {@code pg_ctl stop} would signal whomever the file names.
     *
     * @param signal as {@code pg_ctl kill} takes it
     * @throws EmbeddedServerException if it still runs after two minutes
     */
    void stop(String signal, DataDirectory data, PostgresPrograms programs) throws IOException {
        try {
            programs.run(data.output(), "pg_ctl", "kill", signal, String.valueOf(pid));
        } catch (EmbeddedServerException e) {
            if (serves(data.path())) {
                throw e;
            }
        }
        awaitEnd(data.path());
    }

    private void awaitEnd(Path directory) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (serves(directory)) {
            if (System.nanoTime() > end) {
                throw new EmbeddedServerException(
                        "the embedded PostgreSQL in " + directory + " does not stop (process " + pid + ")");
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedServerException("interrupted while the embedded PostgreSQL was stopping", e);
            }
        }
    }

    /**
     * Makes a file that is left over name no process, where PostgreSQL would take another process's id for its own server
     * and refuse to start. A whole file stays: its shared memory key keeps a new server off the data while backends of the
     * dead one still run. Only for a directory without {@link DataDirectoryProcesses}.
     */
    static void disown(Path directory) throws IOException {
        List<String> lines = lines(directory);
        if (named(lines).isEmpty()) {
            Files.deleteIfExists(file(directory));
        } else {
            lines.set(0, NOBODY);
            Files.write(file(directory), lines, StandardCharsets.ISO_8859_1);
        }
    }

    private static Optional<Postmaster> named(List<String> lines) {
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        String pid = lines.getFirst().strip();
        String port = lines.get(PORT_LINE).strip();
        return NUMBER.matcher(pid).matches() && NUMBER.matcher(port).matches()
                ? Optional.of(new Postmaster(Long.parseLong(pid), (int) Long.parseLong(port)))
                : Optional.empty();
    }

    /** In an encoding in which whatever is there can be read. */
    private static List<String> lines(Path directory) throws IOException {
        try {
            return Files.readAllLines(file(directory), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("postmaster.pid");
    }
}
