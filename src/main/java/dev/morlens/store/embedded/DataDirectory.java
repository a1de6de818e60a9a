package dev.morlens.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Where the embedded server keeps everything: made once, locked by one process at a time. */
final class DataDirectory implements AutoCloseable {

    static final String USER = "morlens";

    private static final String PASSWORD = "morlens.password";
    private static final String SETTINGS = "morlens.conf";

    /** The same file also where the directory itself is mounted in two places, each with another neighbour. */
    private static final String INNER_LOCK = "morlens.lock";

    private final Path path;
    private final FileChannel lock;
    private Optional<FileChannel> innerLock = Optional.empty();

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the directory, which need not exist yet. The kernel gives a dead process's lock back. */
    static DataDirectory taken(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Path real = Files.exists(path)
                ? path.toRealPath()
                : path.getParent().toRealPath().resolve(path.getFileName());
        return new DataDirectory(real, lock(beside(real, ".lock"), path));
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static FileChannel lock(Path file, Path directory) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new EmbeddedServerException("the database directory " + directory
                    + " is in use by another process: stop that one, or set morlens.database.directory to another"
                    + " directory, or morlens.database.url to a server that both can share");
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    Path log() {
        return beside(path, ".log");
    }

    Path output() {
        return beside(path, ".out");
    }

    String password() throws IOException {
        return Files.readString(path.resolve(PASSWORD)).strip();
    }

    /** Makes the directory if it is not there. */
    void make(PostgresPrograms programs) throws IOException {
        if (!Files.isDirectory(path)) {
            fill(programs);
        }
        hold();
    }

    /** Takes it under all its names. */
    void hold() throws IOException {
        if (innerLock.isEmpty()) {
            innerLock = Optional.of(lock(path.resolve(INNER_LOCK), path));
        }
    }

    /** Beside its place, to move it there whole, so that a kill leaves no half of it. */
    private void fill(PostgresPrograms programs) throws IOException {
        Path unfinished = beside(path, ".new");
        Path password = beside(path, ".password");
        DirectoryTrees.delete(unfinished);
        writePassword(password);
        programs.run(
                output(),
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums");
        Files.move(password, unfinished.resolve(PASSWORD));
        Files.writeString(
                unfinished.resolve("postgresql.conf"),
                "\ninclude_if_exists = '" + SETTINGS + "'\n",
                StandardOpenOption.APPEND);
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writePassword(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Whether the server must be started anew to see these settings. */
    boolean settings(String text) throws IOException {
        Path file = path.resolve(SETTINGS);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        Files.writeString(file, text);
        return true;
    }

    private static Path beside(Path path, String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }

    @Override
    public void close() throws IOException {
        if (innerLock.isPresent()) {
            innerLock.get().close();
        }
        lock.close();
    }
}
