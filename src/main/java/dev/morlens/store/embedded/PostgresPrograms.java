package dev.morlens.store.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** {@code initdb}, {@code pg_ctl} and {@code postgres}, unpacked from the archive on the class path. */
final class PostgresPrograms {

    /** Where they are, beside the data. */
    static final String DIRECTORY = "postgresql-18.6";

    private static final long PATIENCE_SECONDS = 120;

    private final Path home;

    private PostgresPrograms(Path home) {
        this.home = home;
    }

    /**
     * Unpacks them beside the data, once; a half unpacked tree is never taken for a whole one, and servers whose data is in
     * one directory wait for each other.
     */
    static synchronized PostgresPrograms unpackedIn(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            Path lock = home.resolveSibling(home.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                unpackOnce(home);
            }
        }
        return new PostgresPrograms(home);
    }

    private static void unpackOnce(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            return;
        }
        Path unfinished = home.resolveSibling(home.getFileName() + ".new");
        DirectoryTrees.delete(unfinished);
        unpack(unfinished);
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(Path into) throws IOException {
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine());
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, into.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String machine() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }

    /**
     * Runs one of them to its end.
     *
     * @param output where what it prints goes; not a pipe, because the server that pg_ctl leaves behind would hold it open
     */
    void run(Path output, String program, String... arguments) throws IOException {
        Process process = new ProcessBuilder(command(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (exit(process) != 0) {
            throw new EmbeddedServerException("the embedded PostgreSQL's " + program + " failed: "
                    + Files.readString(output).strip());
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it sees another user. */
    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static int exit(Process process) {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while waiting for the embedded PostgreSQL", e);
        }
    }
}
