package dev.morlens.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the repository, as it is and as running text: without the marks of comments, each line joined to the next,
 * so that a citation may go over the end of a line.
 *
 * @param name its path from the root, with slashes
 */
record SourceText(String name, List<String> lines) {

    private static final Set<String> LEFT_OUT =
            Set.of("target", "node_modules", ".git", ".morlens", ".mvn", "build", "package-lock.json");

    private static final Pattern READ = Pattern.compile(
            ".*\\.(java|md|mjs|js|css|html|sol|sql|properties|sh|ya?ml|xml|json)|morlens|Dockerfile|run");

    private static final Pattern COMMENT_MARK = Pattern.compile("^\\s*(/\\*+|\\*+/?|//|#+|--)?\\s*|\\s*(\\*/)?\\s*$");

    /** What was found in the running text, and on which line it begins. */
    record Found(MatchResult match, int line) {}

    static List<SourceText> allBelow(Path root) throws IOException {
        List<SourceText> texts = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isLeftOut(file)
                        && READ.matcher(file.getFileName().toString()).matches()) {
                    texts.add(read(root, file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return texts;
    }

    private static boolean isLeftOut(Path path) {
        return LEFT_OUT.contains(path.getFileName().toString());
    }

    private static SourceText read(Path root, Path file) {
        try {
            return new SourceText(root.relativize(file).toString().replace('\\', '/'), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    boolean isMarkdown() {
        return name.endsWith(".md");
    }

    /** The name without folder and extension. */
    String simpleName() {
        return name.replaceAll(".*/|\\.\\w+$", "");
    }

    String whole() {
        return String.join("\n", lines);
    }

    /** Markdown without its blocks of code, by line; anything else as it is. */
    List<String> prose() {
        if (!isMarkdown()) {
            return lines;
        }
        return outsideOfFences(true);
    }

    /** The blocks of code of Markdown, by line. */
    List<String> code() {
        return outsideOfFences(false);
    }

    private List<String> outsideOfFences(boolean outside) {
        List<String> kept = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            boolean fence = line.strip().startsWith("```");
            code ^= fence;
            kept.add(!fence && code != outside ? line : "");
        }
        return kept;
    }

    /**
     * All places of a pattern in the running text.
     *
     * @param has what a text has to hold at least, so that it is worth looking
     */
    Stream<Found> find(String has, Pattern pattern) {
        if (lines.stream().noneMatch(line -> line.contains(has))) {
            return Stream.empty();
        }
        StringBuilder running = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        for (String line : prose()) {
            starts.add(running.length());
            running.append(COMMENT_MARK.matcher(line).replaceAll("")).append(' ');
        }
        List<Found> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(running);
        int line = 0;
        while (matcher.find()) {
            while (line + 1 < starts.size() && starts.get(line + 1) <= matcher.start()) {
                line++;
            }
            found.add(new Found(matcher.toMatchResult(), line + 1));
        }
        return found.stream();
    }
}
