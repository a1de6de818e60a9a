package dev.morlens.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process of a data directory, as the {@code postmaster.pid} in it tells: its lines are the process id, the
 * directory, the start time, the port, and more.
 */
record Postmaster(long pid, int port) {

    /** Larger than any process id, so nobody's. */
    private static final String NOBODY = String.valueOf(Integer.MAX_VALUE);

    /** Empty if none was left, or the file is being written. */
    static Optional<Postmaster> of(Path directory) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(directory));
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            Long.parseLong(lines.getFirst().strip()),
                            Integer.parseInt(lines.get(3).strip())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether its process lives and is a postgres: an id can have gone to another process, or be that of a zombie. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .filter(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .isPresent();
    }

    /**
     * Makes the file name no process, where PostgreSQL would take another process's id for its own server and refuse to
     * start. The file stays: its shared memory key is what keeps a new server off the data while backends of the dead
     * one still run.
     */
    void disown(Path directory) throws IOException {
        List<String> lines = Files.readAllLines(file(directory));
        lines.set(0, NOBODY);
        Files.write(file(directory), lines);
    }

    private static Path file(Path directory) {
        return directory.resolve("postmaster.pid");
    }
}
