package dev.morlens.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Clears away databases that nobody minds losing, as {@code ./morlens run} leaves behind when it is killed: their servers
 * are stopped, their directories deleted. What a process uses stays.
 */
public final class AbandonedDatabases {

    private static final Logger LOG = Logger.getLogger(AbandonedDatabases.class);

    /** Which waits for nothing and leaves the data to be recovered. */
    private static final String IMMEDIATE_SHUTDOWN = "QUIT";

    private AbandonedDatabases() {}

    /** Directories that each hold a data directory {@code pg18} with what is beside it, and nothing else. */
    public static void main(String... places) throws IOException {
        for (String place : places) {
            try {
                drop(Path.of(place).toAbsolutePath().normalize());
            } catch (EmbeddedServerException e) {
                LOG.warnf("%s stays: %s", place, e.getMessage());
            }
        }
    }

    private static void drop(Path place) throws IOException {
        try (DataDirectory data = DataDirectory.taken(place.resolve("pg18"))) {
            if (Files.isDirectory(data.path())) {
                data.hold();
                stop(data, place.resolve(PostgresPrograms.DIRECTORY));
            }
            DirectoryTrees.delete(place);
        }
    }

    private static void stop(DataDirectory data, Path home) throws IOException {
        Optional<Postmaster> left = Postmaster.of(data.path());
        if (left.isPresent()) {
            left.get().stop(IMMEDIATE_SHUTDOWN, data, PostgresPrograms.unpackedIn(home));
        }
        DataDirectoryProcesses.refuse(data.path());
    }
}
