package dev.morlens.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Follows every citation of a document, a rule, a heading or a test to what it names. */
final class Citations {

    static final String RULES = "docs/protocol.md";
    static final String ARCHITECTURE = "docs/architecture.md";

    private static final Pattern DOCUMENT = Pattern.compile("(?<![\\w./:@-])((?:[\\w.-]+/)*[\\w-]+\\.md)\\b");
    private static final Pattern HEADING_OF =
            Pattern.compile("(?<![\\w./:@-])((?:[\\w.-]+/)*[\\w-]+\\.md)[`})]*, [\"“]([^\"“”]+)[\"”]");
    private static final Pattern RULE = Pattern.compile("\\bP\\d{1,3}\\b");
    private static final Pattern RULE_HEADING = Pattern.compile("^### (P\\d+) \\S.*$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern TEST_NAME = Pattern.compile("`(?:[a-z]\\w*\\.)*([A-Z]\\w*Test)`");
    private static final Pattern TYPE_NAME =
            Pattern.compile("`(?:[a-z]\\w*\\.)*([A-Z]\\w*[a-z]\\w*)(?:\\.[A-Z]\\w*)*`");

    private static final Pattern TYPE_IN_PICTURE = Pattern.compile("\\b[A-Z][a-z]\\w*\\b");

    /** What a unit test goes without: a server, a database, a node. */
    private static final Pattern NO_UNIT_TEST = Pattern.compile(
            "@QuarkusTest|@Tag\\(|\\b(DevChain|LocalChain|Anvil|TestDatabase|TestStores|PackagedServer)\\.\\w+\\(");

    private final Path root;
    private final List<SourceText> texts;
    private final Map<String, SourceText> documents = new HashMap<>();
    private final Map<String, List<SourceText>> types = new HashMap<>();
    private final Set<String> rules = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private Citations(Path root, List<SourceText> texts) {
        this.root = root;
        this.texts = texts;
        for (SourceText text : texts) {
            if (text.isMarkdown()) {
                documents.put(text.name(), text);
            }
            if (text.name().endsWith(".java")) {
                types.computeIfAbsent(text.simpleName(), name -> new ArrayList<>())
                        .add(text);
            }
        }
    }

    /**
     * What is wrong below a folder, each with file and line.
     *
     * @param samples simple names of files whose own citations are samples
     */
    static List<String> faults(Path root, Set<String> samples) throws IOException {
        Citations citations = new Citations(root, SourceText.allBelow(root));
        citations.readRules();
        citations.texts.stream()
                .filter(text -> !samples.contains(text.simpleName()))
                .forEach(citations::check);
        return citations.faults;
    }

    private void readRules() {
        SourceText text = documents.get(RULES);
        if (text == null) {
            faults.add(RULES + ": there is no such document");
            return;
        }
        List<String> lines = text.lines();
        for (int i = 0; i < lines.size(); i++) {
            Matcher heading = RULE_HEADING.matcher(lines.get(i));
            if (heading.matches()) {
                String rule = heading.group(1);
                if (!rules.add(rule)) {
                    fault(text, i + 1, rule + " is numbered twice");
                }
                checkRule(text, i + 1, rule, body(lines, i + 1));
            }
        }
    }

    private static String body(List<String> lines, int from) {
        return lines.subList(from, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    private void checkRule(SourceText text, int line, String rule, String body) {
        if (!body.matches("(?s).*\nSource: \\S.*")) {
            fault(text, line, rule + " names no source (a line that begins with \"Source: \")");
        }
        Matcher tests = Pattern.compile("(?s)\nTest: (.+)").matcher(body);
        Set<String> names = new TreeSet<>();
        if (tests.find()) {
            TEST_NAME.matcher(tests.group(1)).results().forEach(name -> names.add(name.group(1)));
        }
        if (names.isEmpty()) {
            fault(text, line, rule + " names no test (a line that begins with \"Test: \")");
        } else if (names.stream()
                .filter(name -> checkTest(text, line, rule, name))
                .toList()
                .isEmpty()) {
            fault(text, line, rule + " names no unit test, one without server, database and node: " + names);
        }
    }

    /** Whether it is a unit test that names the rule. */
    private boolean checkTest(SourceText text, int line, String rule, String name) {
        List<SourceText> found = types.getOrDefault(name, List.of()).stream()
                .filter(type -> type.name().startsWith("src/test/"))
                .toList();
        List<SourceText> naming = found.stream()
                .filter(type -> Pattern.compile("\\b" + rule + "\\b")
                        .matcher(type.whole())
                        .find())
                .toList();
        if (found.isEmpty()) {
            fault(text, line, rule + " names " + name + ", which is no test class");
        } else if (naming.isEmpty()) {
            fault(text, line, rule + " names " + name + ", which does not name " + rule);
        }
        return naming.stream()
                .anyMatch(type -> !NO_UNIT_TEST.matcher(type.whole()).find());
    }

    private void check(SourceText text) {
        text.find(".md", DOCUMENT)
                .filter(found -> !isOfAnotherRepository(text, found.line()))
                .filter(found -> !exists(text, found.match().group(1)))
                .forEach(found -> fault(
                        text, found.line(), "cites " + found.match().group(1) + ", which is not in the repository"));
        text.find(".md", HEADING_OF).forEach(found -> checkHeading(text, found));
        text.find("P", RULE)
                .filter(found -> !rules.contains(found.match().group()))
                .forEach(found ->
                        fault(text, found.line(), "cites " + found.match().group() + ", which is no rule of " + RULES));
        if (text.isMarkdown()) {
            checkLinks(text);
            checkTypes(text, TEST_NAME);
        }
        if (text.name().equals(ARCHITECTURE)) {
            checkTypes(text, TYPE_NAME);
            checkTypesOfPictures(text);
        }
    }

    private static boolean isOfAnotherRepository(SourceText text, int line) {
        return text.lines().get(line - 1).contains("github.com/");
    }

    private boolean exists(SourceText from, String document) {
        return Files.isRegularFile(root.resolve(document))
                || from.isMarkdown() && Files.isRegularFile(beside(from).resolve(document));
    }

    private Path beside(SourceText text) {
        return root.resolve(text.name()).getParent();
    }

    private void checkHeading(SourceText text, SourceText.Found found) {
        String document = found.match().group(1);
        String heading = found.match().group(2);
        SourceText cited = documents.get(document);
        if (cited != null && headings(cited).stream().noneMatch(heading::equals)) {
            fault(text, found.line(), "cites \"" + heading + "\" of " + document + ", which has no such heading");
        }
    }

    private static List<String> headings(SourceText document) {
        return document.prose().stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ +", "").strip())
                .toList();
    }

    private void checkLinks(SourceText text) {
        text.find("](", LINK).forEach(found -> {
            String target = found.match().group(1);
            if (!target.matches("[a-z]+:.*")) {
                checkLink(text, found.line(), target);
            }
        });
    }

    private void checkLink(SourceText text, int line, String target) {
        String file = target.replaceFirst("#.*", "");
        String anchor = target.contains("#") ? target.replaceFirst(".*#", "") : "";
        Path path = file.isEmpty()
                ? root.resolve(text.name())
                : beside(text).resolve(file).normalize();
        if (!Files.exists(path)) {
            fault(text, line, "links to " + target + ", which is not there");
            return;
        }
        SourceText document = documents.get(root.relativize(path).toString().replace('\\', '/'));
        if (!anchor.isEmpty()
                && document != null
                && headings(document).stream().map(Citations::anchor).noneMatch(anchor::equals)) {
            fault(text, line, "links to " + target + ", where there is no such heading");
        }
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }

    private void checkTypes(SourceText text, Pattern names) {
        text.find("`", names)
                .filter(found -> !types.containsKey(found.match().group(1)))
                .forEach(found ->
                        fault(text, found.line(), "names " + found.match().group(1) + ", which is no class of ours"));
    }

    private void checkTypesOfPictures(SourceText text) {
        List<String> code = text.code();
        for (int i = 0; i < code.size(); i++) {
            int line = i + 1;
            TYPE_IN_PICTURE
                    .matcher(code.get(i))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !types.containsKey(name))
                    .forEach(name -> fault(text, line, "draws " + name + ", which is no class of ours"));
        }
    }

    private void fault(SourceText text, int line, String what) {
        faults.add(text.name() + ":" + line + ": " + what);
    }
}
