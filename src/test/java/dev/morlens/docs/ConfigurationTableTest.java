package dev.morlens.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.morlens.settings.RenamedSetting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's configuration table is the code's: every setting, with its default. */
class ConfigurationTableTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(morlens\\.[^`]+)` \\| (?:`([^`]*)`)? *\\| \\S.*\\|$");

    /** A row whose setting had another name. */
    private static final Pattern FORMERLY =
            Pattern.compile("(?m)^\\| `(morlens\\.[^`]+)` \\| .*; was `(morlens\\.[^`]+)`.* \\|$");

    @Test
    void theReadmeNamesEverySettingWithItsDefault() throws IOException {
        assertThat(documented()).containsExactlyEntriesOf(mapped());
    }

    @Test
    void theReadmeNamesTheOlderNameOfEachSettingThatHadOne() throws IOException {
        Map<String, String> older = new TreeMap<>();
        RenamedSetting.all().forEach(setting -> older.put(setting.now(), setting.before()));
        Map<String, String> documented = new TreeMap<>();
        FORMERLY.matcher(Files.readString(Path.of("README.md")))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2)));

        assertThat(documented).isEqualTo(older);
        assertThat(documented()).containsKeys(older.keySet().toArray(String[]::new));
        assertThat(documented()).doesNotContainKeys(older.values().toArray(String[]::new));
    }

    private static Map<String, String> documented() throws IOException {
        return ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), ConfigurationTableTest::shown, (a, b) -> b, TreeMap::new));
    }

    private static String shown(MatchResult row) {
        return row.group(2) == null ? "" : row.group(2);
    }

    /** Lists have a second name, with an index: one is enough. */
    private static Map<String, String> mapped() throws IOException {
        Properties shipped = shipped();
        Map<String, String> settings = new TreeMap<>();
        for (Class<?> mapping : mappings()) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping))
                    .forEach((name, property) -> settings.put(
                            name.replace("*", "NETWORK"),
                            shipped.getProperty(name, property.hasDefaultValue() ? property.getDefaultValue() : "")));
        }
        settings.keySet().removeIf(name -> name.contains("["));
        return settings;
    }

    private static Properties shipped() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<Class<?>> mappings() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.morlens").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
