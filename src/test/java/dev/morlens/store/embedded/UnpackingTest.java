package dev.morlens.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {

    @TempDir
    Path directory;

    @Test
    void serversThatUnpackIntoOneDirectoryAtOnceEachFindAllOfIt() throws Exception {
        Path home = directory.resolve(PostgresPrograms.DIRECTORY);
        List<Process> processes = List.of(unpacking(home), unpacking(home), unpacking(home));
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said.lines().toList()).as("files found").contains("files " + files(home));
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(PostgresPrograms.DIRECTORY, PostgresPrograms.DIRECTORY + ".lock");
        }
    }

    private static Process unpacking(Path home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Unpacking.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static long files(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.count();
        }
    }

    /** A process of its own, as each server is. */
    static final class Unpacking {

        private Unpacking() {}

        public static void main(String[] arguments) throws IOException {
            Path home = Path.of(arguments[0]);
            PostgresPrograms.unpackedIn(home);
            System.out.println("files " + files(home));
        }
    }
}
