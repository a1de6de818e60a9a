package dev.morlens.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package is small enough to keep in mind, and a name means one type. */
class PackageShapeTest {

    private static final int MOST_FILES = 26;

    /** Packages that are larger for now. This set may only shrink. */
    private static final Set<String> LARGER = Set.of();

    @Test
    void aPackageHasFewFiles() throws IOException {
        Map<String, Long> files;
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            files = all.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            file -> file.getParent().toString(), TreeMap::new, Collectors.counting()));
        }
        assertThat(files).isNotEmpty();
        files.keySet().removeAll(LARGER);
        files.values().removeIf(count -> count <= MOST_FILES);
        assertThat(files).as("packages of more than " + MOST_FILES + " files").isEmpty();
    }

    @Test
    void aSimpleNameIsOfOneType() {
        Map<String, List<String>> places = MainClasses.all().stream()
                .filter(type -> !type.isAnonymousClass() && !type.isLocalClass())
                .filter(type -> !type.getModifiers().contains(JavaModifier.PRIVATE))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.isArray())
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(places).isNotEmpty();
        places.values().removeIf(names -> names.size() < 2);
        assertThat(places).as("names of more than one type").isEmpty();
    }
}
