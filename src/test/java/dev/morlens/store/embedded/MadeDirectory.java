package dev.morlens.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Data directories as copies of one that was made once: making another takes a second and a half. */
final class MadeDirectory {

    private static final Path PLACE = Path.of("target", "test-database");

    private static Path original;

    private MadeDirectory() {}

    /** A new directory under this name beside the other test databases, in which no server has run yet. */
    static Path named(String name) throws IOException, InterruptedException {
        return copy(PLACE.resolve(name).toAbsolutePath());
    }

    /** The same somewhere else. */
    static Path copy(Path directory) throws IOException, InterruptedException {
        DirectoryTrees.delete(directory);
        Process copy = new ProcessBuilder("cp", "-Rp", original().toString(), directory.toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
        return directory;
    }

    /** Those that the servers of all test databases run. */
    static Path programs() {
        return PLACE.resolve(PostgresPrograms.DIRECTORY).toAbsolutePath();
    }

    private static synchronized Path original() throws IOException {
        if (original == null) {
            Path path = PLACE.resolve("original").toAbsolutePath();
            DirectoryTrees.delete(path);
            try (DataDirectory data = DataDirectory.taken(path)) {
                data.make(PostgresPrograms.unpackedIn(programs()));
            }
            original = path;
        }
        return original;
    }
}
