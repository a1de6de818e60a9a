import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** Prints the size and shape of the Java sources in a folder; see measure.sh. */
void main(String[] arguments) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
        files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    var measured = new Measured();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var objects = compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(files);
    var task = (JavacTask) compiler.getTask(null, null, error -> {}, List.of("-proc:none"), null, objects);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
        measured.read(unit, positions);
    }
    for (Path file : files) {
        measured.count(Files.readString(file));
    }
    measured.print();
}

static final class Measured {

    // A string or character literal (kept), or a comment.
    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile("(\"\"\"(?s:.*?)\"\"\""
            + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+')"
            + "|/\\*(?s:.*?)\\*/|//[^\\n]*");

    private final List<Integer> linesOfFiles = new ArrayList<>();
    private final List<Integer> linesOfMethods = new ArrayList<>();
    private final Map<String, Integer> filesOfPackages = new TreeMap<>();
    private final Map<String, List<String>> visibleTypes = new TreeMap<>();
    private final Map<String, Set<String>> packageUses = new TreeMap<>();
    private long code;

    void count(String text) {
        linesOfFiles.add((int) text.lines().count());
        String bare = LITERAL_OR_COMMENT.matcher(text).replaceAll(match -> match.group(1) == null
                ? ""
                : java.util.regex.Matcher.quoteReplacement(match.group(1)));
        code += bare.lines().filter(line -> !line.isBlank()).count();
    }

    void read(CompilationUnitTree unit, SourcePositions positions) {
        String own = String.valueOf(unit.getPackageName());
        filesOfPackages.merge(own, 1, Integer::sum);
        for (ImportTree one : unit.getImports()) {
            String name = one.getQualifiedIdentifier().toString();
            String other = name.replaceFirst("\\.[A-Z].*", "");
            if (name.startsWith("dev.morlens.") && !other.equals(own)) {
                packageUses.computeIfAbsent(own, key -> new TreeSet<>()).add(other);
            }
        }
        new TreeScanner<Void, String>() {
            @Override
            public Void visitClass(ClassTree type, String outer) {
                String name = outer + "." + type.getSimpleName();
                boolean named = !type.getSimpleName().isEmpty();
                if (named && !type.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
                    visibleTypes
                            .computeIfAbsent(type.getSimpleName().toString(), key -> new ArrayList<>())
                            .add(name);
                }
                return super.visitClass(type, name);
            }

            @Override
            public Void visitMethod(MethodTree method, String type) {
                // A type inside a method is as hidden as a private one.
                long start = positions.getStartPosition(unit, method);
                if (method.getBody() != null && start >= 0) {
                    var lines = unit.getLineMap();
                    long last = lines.getLineNumber(positions.getEndPosition(unit, method));
                    linesOfMethods.add((int) (last - lines.getLineNumber(start) + 1));
                }
                return null;
            }
        }.scan(unit.getTypeDecls(), own);
    }

    void print() {
        IO.println("files " + linesOfFiles.size() + ", code lines " + code);
        spread("lines a file", linesOfFiles);
        spread("lines a method", linesOfMethods);
        spread("files a package", filesOfPackages.values());
        visibleTypes.values().removeIf(places -> places.size() < 2);
        IO.println("names of types that occur twice: " + visibleTypes.size());
        visibleTypes.forEach((name, places) -> IO.println("  " + name + " " + places));
        IO.println("packages in cycles: " + inCycles().size());
        inCycles().forEach(name -> IO.println("  " + name));
    }

    private static void spread(String what, Collection<Integer> counts) {
        List<Integer> sorted = counts.stream().sorted().toList();
        int last = sorted.size() - 1;
        IO.println("%s: median %d, 90 %% %d, largest %d"
                .formatted(what, sorted.get(last / 2), sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1), sorted.get(last)));
    }

    private List<String> inCycles() {
        return packageUses.keySet().stream().filter(one -> reaches(one).contains(one)).toList();
    }

    private Set<String> reaches(String from) {
        Set<String> found = new TreeSet<>();
        var open = new ArrayDeque<>(packageUses.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(packageUses.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }
}
