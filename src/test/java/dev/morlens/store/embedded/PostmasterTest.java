package dev.morlens.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are left over or broken, without any server. */
class PostmasterTest {

    private static final String REST = "\n/elsewhere/pg18\n1796030000\n54321\n\n127.0.0.1\n   123456  7\nready\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "postgres",
                "4711",
                "4711\n/elsewhere/pg18\n1796030000\n",
                "4711\n/elsewhere/pg18\n1796030000\nport\n",
                "-4711\n/elsewhere/pg18\n1796030000\n54321\n",
                "99999999999999999999\n/elsewhere/pg18\n1796030000\n54321\n",
                "\n\n\n\n\n\n",
                "\u0000\u0000\u0000\u0000\n\u0000\n\u0000\n\u0000\n",
                "\u00ff\u00fe\u00c3\n\u00ff\n\u00ff\n\u00ff\n"
            })
    void aBrokenFileNamesNobodyAndIsCleared(String content) throws IOException {
        write(content);

        assertThat(Postmaster.of(directory)).isEmpty();
        Postmaster.disown(directory);
        assertThat(file()).doesNotExist();
    }

    @Test
    void noFileIsNothingToClear() throws IOException {
        assertThat(Postmaster.of(directory)).isEmpty();
        Postmaster.disown(directory);
        assertThat(file()).doesNotExist();
    }

    @Test
    void aWholeFileKeepsAllButTheProcess() throws IOException {
        write("1" + REST);

        Postmaster.disown(directory);

        assertThat(Files.readString(file())).isEqualTo(Integer.MAX_VALUE + REST);
    }

    @Test
    void anotherProgramIsNoServerEvenIfItWorksInTheDirectory() throws Exception {
        Process other =
                new ProcessBuilder("sleep", "60").directory(directory.toFile()).start();
        try {
            for (long pid : List.of(other.pid(), ProcessHandle.current().pid(), 1L)) {
                write(pid + REST);
                assertThat(Postmaster.of(directory)).isEmpty();
            }
            assertThatCode(() -> DataDirectoryProcesses.refuse(directory)).doesNotThrowAnyException();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    private void write(String content) throws IOException {
        Files.writeString(file(), content, StandardCharsets.ISO_8859_1);
    }

    private Path file() {
        return EmbeddedServers.pidFile(directory);
    }
}
