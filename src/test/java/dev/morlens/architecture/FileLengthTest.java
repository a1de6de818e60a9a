package dev.morlens.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One file does one thing: what grows past this length is split. */
class FileLengthTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LONGEST = 225;

    /** Files that are longer for now, with the length they may not exceed. This list may only shrink. */
    private static final Map<String, Integer> ACCEPTED = Map.of();

    @Test
    void noMainSourceFileIsLongerThanAllowed() throws IOException {
        Map<String, Integer> tooLong = new TreeMap<>();
        lengths().forEach((file, lines) -> {
            if (lines > ACCEPTED.getOrDefault(file, LONGEST)) {
                tooLong.put(file, lines);
            }
        });
        assertThat(tooLong).as("lines of files over %d", LONGEST).isEmpty();
    }

    @Test
    void aFileThatIsShortAgainLeavesTheListOfExceptions() throws IOException {
        Map<String, Integer> lengths = lengths();
        assertThat(ACCEPTED.keySet())
                .allSatisfy(file ->
                        assertThat(lengths.getOrDefault(file, 0)).as(file).isGreaterThan(LONGEST));
    }

    private static Map<String, Integer> lengths() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(file -> SOURCES.relativize(file).toString(), FileLengthTest::lines));
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
