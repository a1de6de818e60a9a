package dev.morlens.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL's processes in a data directory, found by what the system says of the processes. A file that names a process
 * proves nothing: process ids are given out again, begin anew in each container, and files are copied and restored.
 */
final class DataDirectoryProcesses {

    /** Where the system shows each process's working directory, which is the data directory for all of PostgreSQL's. */
    private static final boolean SHOWS_WORKING_DIRECTORIES = Files.exists(Path.of("/proc/self/cwd"));

    private DataDirectoryProcesses() {}

    /** @throws EmbeddedServerException if there are any: a server that its file does not name, or what is left of one */
    static void refuse(Path directory) {
        List<Long> found = ProcessHandle.allProcesses()
                .filter(process -> isOne(process, directory))
                .map(ProcessHandle::pid)
                .toList();
        if (!found.isEmpty()) {
            throw new EmbeddedServerException(
                    "processes of PostgreSQL that its postmaster.pid does not name still run in " + directory + ": "
                            + found + ". They should end by themselves within a minute");
        }
    }

    /** Whether a process lives, is a postgres, and works in this very directory, under whatever name it is reached. */
    static boolean isOne(ProcessHandle process, Path directory) {
        return worksIn(process, directory) && isPostgres(process);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.startsWith("postgres"))
                .isPresent();
    }

    private static boolean worksIn(ProcessHandle process, Path directory) {
        return SHOWS_WORKING_DIRECTORIES
                ? isSame(Path.of("/proc", String.valueOf(process.pid()), "cwd"), directory)
                : wasStartedFor(process.info().arguments().orElse(new String[0]), directory);
    }

    /** On macOS; it shows the arguments of the user's own processes. */
    static boolean wasStartedFor(String[] arguments, Path directory) {
        for (int i = 0; i < arguments.length - 1; i++) {
            if (arguments[i].equals("-D") && isSame(arguments[i + 1], directory)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(String argument, Path directory) {
        try {
            return isSame(Path.of(argument), directory);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** By what the names lead to. Another user's process, and a zombie, does not say where it works. */
    private static boolean isSame(Path shown, Path directory) {
        try {
            return Files.isSameFile(shown, directory);
        } catch (IOException e) {
            return false;
        }
    }
}
