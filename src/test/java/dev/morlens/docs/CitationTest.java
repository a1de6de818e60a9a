package dev.morlens.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever code and documents cite is there; and that this test notices what is not, shown on samples. */
class CitationTest {

    private static final String RULE = """
            # Rules

            ### P1 One

            Text.

            Source: measured.
            Test: `OneTest`.
            """;

    private static final String TEST = "/** Holds P1. */ class OneTest {}\n";

    @TempDir
    private Path sample;

    @BeforeEach
    void writeASoundSample() throws IOException {
        write("docs/protocol.md", RULE);
        write("src/test/java/OneTest.java", TEST);
    }

    @Test
    void everyCitationOfTheRepositoryResolves() throws IOException {
        assertThat(Citations.faults(Path.of("").toAbsolutePath(), Set.of("CitationTest")))
                .as("citations that lead nowhere")
                .isEmpty();
    }

    @Test
    void aSoundSampleHasNoFault() throws IOException {
        write("src/main/java/A.java", "/** (docs/protocol.md, P1; docs/protocol.md,\n * \"Rules\") */ class A {}\n");
        write(
                "docs/other.md",
                "See [one](protocol.md#p1-one), protocol.md, docs/protocol.md and github.com/x/y notes.md.\n");

        assertThat(faults()).isEmpty();
    }

    @Test
    void aDocumentThatIsNotThereIsNamedWithFileAndLine() throws IOException {
        write("src/main/java/A.java", "\n/** (protocol.md, \"Views\") */\n");
        write("application.properties", "# shared/protocol.md\n");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "src/main/java/A.java:2: cites protocol.md, which is not in the repository",
                        "application.properties:1: cites shared/protocol.md, which is not in the repository");
    }

    @Test
    void aRuleOrHeadingThatIsNotThereIsNamed() throws IOException {
        write(
                "src/main/java/A.java",
                "/**\n * docs/protocol.md, P1 and\n * P2; docs/protocol.md, \"Some\n * views\"\n */\n");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "src/main/java/A.java:3: cites P2, which is no rule of docs/protocol.md",
                        "src/main/java/A.java:3: cites \"Some views\" of docs/protocol.md, which has no such heading");
    }

    @Test
    void aRuleWithoutSourceOrTestAndOneThatIsNumberedTwiceAreNamed() throws IOException {
        write("docs/protocol.md", RULE + "\n### P1 Again\n\nNothing.\n");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "docs/protocol.md:10: P1 is numbered twice",
                        "docs/protocol.md:10: P1 names no source (a line that begins with \"Source: \")",
                        "docs/protocol.md:10: P1 names no test (a line that begins with \"Test: \")");
    }

    @Test
    void aTestThatDoesNotNameItsRuleAndOneThatIsNotThereAreNamed() throws IOException {
        write("docs/protocol.md", RULE.replace("`OneTest`", "`OneTest`, `OtherTest`"));
        write("src/test/java/OneTest.java", "class OneTest {}\n");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "docs/protocol.md:3: P1 names OneTest, which does not name P1",
                        "docs/protocol.md:3: P1 names OtherTest, which is no test class",
                        "docs/protocol.md:8: names OtherTest, which is no class of ours",
                        "docs/protocol.md:3: P1 names no unit test, one without server, database and node:"
                                + " [OneTest, OtherTest]");
    }

    @Test
    void aRuleThatOnlyAServerHoldsHasNoUnitTest() throws IOException {
        write("src/test/java/OneTest.java", "@QuarkusTest " + TEST);

        assertThat(faults())
                .containsExactly("docs/protocol.md:3: P1 names no unit test, one without server, database and node:"
                        + " [OneTest]");
    }

    @Test
    void aLinkThatLeadsNowhereAndATypeThatIsGoneAreNamed() throws IOException {
        write("docs/a.md", "[x](gone.md) and [y](protocol.md#p2-two)\n");
        write("docs/architecture.md", "\n`OneTest` and `dev.GoneFromHere`\n```mermaid\nOneTest --> Lost\n```\n");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "docs/a.md:1: cites gone.md, which is not in the repository",
                        "docs/a.md:1: links to gone.md, which is not there",
                        "docs/a.md:1: links to protocol.md#p2-two, where there is no such heading",
                        "docs/architecture.md:2: names GoneFromHere, which is no class of ours",
                        "docs/architecture.md:4: draws Lost, which is no class of ours");
    }

    private List<String> faults() throws IOException {
        return Citations.faults(sample, Set.of());
    }

    private void write(String name, String text) throws IOException {
        Path file = sample.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
