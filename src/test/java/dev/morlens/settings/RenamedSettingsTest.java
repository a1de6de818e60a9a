package dev.morlens.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.protocol.NetworksConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator wrote for an earlier version does the same in this one. */
class RenamedSettingsTest {

    private static final Map<String, String> SHIPPED = Map.of(
            "morlens.networks-served", "base",
            "morlens.networks.base.title", "Base",
            "morlens.networks.base.chain-id", "8453",
            "morlens.networks.base.token", "0x7431aDa8a591C955a994a21710752EF9b882b8e3",
            "morlens.networks.base.diamond", "0x6aBE1d282f72B474E54527D93b979A4f64d3030a");

    static Stream<RenamedSetting> renamed() {
        return RenamedSetting.all().stream();
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void theOlderNameCountsBeforeWhatIsShipped(RenamedSetting setting) {
        assertThat(raw(setting, Map.of(setting.before(), "7s"), Map.of())).isEqualTo("7s");
        assertThat(raw(setting, Map.of(), Map.of(variable(setting.before()), "7s")))
                .isEqualTo("7s");
        assertThat(raw(setting, Map.of(setting.now(), "8s"), Map.of(variable(setting.before()), "7s")))
                .as("a system property is stronger")
                .isEqualTo("8s");
        assertThat(raw(setting, Map.of(setting.before(), "7s"), Map.of(variable(setting.now()), "8s")))
                .as("by whichever name")
                .isEqualTo("7s");
        Map<String, String> both = Map.of(variable(setting.before()), "7s", variable(setting.now()), "8s");
        assertThat(raw(setting, Map.of(), both))
                .as("in one source the present name counts")
                .isEqualTo("8s");
    }

    @Test
    void theNetworksToServeAreUnderstoodByBothNamesInTheEnvironment() {
        assertThat(served(Map.of(), Map.of("MORLENS_SERVE", "base-sepolia,base")))
                .containsExactly("base-sepolia", "base");
        assertThat(served(Map.of(), Map.of("MORLENS_NETWORKS_SERVED", "base-sepolia,base")))
                .containsExactly("base-sepolia", "base");
        assertThat(served(Map.of("morlens.serve[0]", "one", "morlens.serve[1]", "two"), Map.of()))
                .containsExactly("one", "two");
        assertThat(served(Map.of(), Map.of())).containsExactly("base");
    }

    @Test
    void aNameThatNeverWasOneIsRefusedAsBefore() {
        assertThatThrownBy(() -> config(Map.of("morlens.indexer.late-look-evrey", "1s"), Map.of()))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("late-look-evrey");
    }

    @Test
    void theLogSaysWhichNamesAreOldAndWhereBothContradictEachOther() {
        assertThat(new OldNames(config(Map.of(), Map.of())).notes()).isEmpty();
        assertThat(new OldNames(config(Map.of(), Map.of("MORLENS_SERVE", "base-sepolia"))).notes())
                .singleElement()
                .asString()
                .contains(
                        "morlens.serve (base-sepolia, EnvConfigSource", "is an older name", "morlens.networks-served");
        Map<String, String> both = Map.of("MORLENS_SERVE", "base-sepolia", "MORLENS_NETWORKS_SERVED", "base");
        assertThat(new OldNames(config(Map.of(), both)).notes())
                .singleElement()
                .asString()
                .contains("differ: base counts");
    }

    /** A number of blocks was an hour at two seconds a block. */
    @Test
    void aNumberOfBlocksIsUnderstoodUnderTheOlderNameAndSaidInTheLog() {
        SmallRyeConfig config = config(Map.of(), Map.of("MORLENS_INDEXER_LATE_LOOK_AFTER", "1800"));
        assertThat(config.getConfigMapping(IndexerConfig.class).recheck().historyAfter())
                .isEqualTo(Duration.ofHours(1));
        assertThat(new OldNames(config).notes()).singleElement().asString().contains("1800", "read as PT1H");
        assertThat(config(Map.of("morlens.indexer.late-look-after", "90m"), Map.of())
                        .getConfigMapping(IndexerConfig.class)
                        .recheck()
                        .historyAfter())
                .isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void aNumberOfBlocksIsRefusedWhereItWouldBeTakenForSeconds() {
        assertThatThrownBy(() -> config(Map.of("morlens.indexer.assumed-finality", "64"), Map.of()))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("expected a duration with its unit, such as 30m, got '64'");
        assertThat(config(Map.of("morlens.indexer.assumed-finality", "20m"), Map.of())
                        .getConfigMapping(IndexerConfig.class)
                        .assumedFinality())
                .isEqualTo(Duration.ofMinutes(20));
    }

    private static List<String> served(Map<String, String> properties, Map<String, String> environment) {
        NetworksConfig networks = config(properties, environment).getConfigMapping(NetworksConfig.class);
        assertThat(networks.networks().keySet()).containsExactly("base");
        return networks.networksServed();
    }

    private static String raw(RenamedSetting setting, Map<String, String> properties, Map<String, String> environment) {
        return sources(properties, environment).build().getRawValue(setting.now());
    }

    private static SmallRyeConfig config(Map<String, String> properties, Map<String, String> environment) {
        return sources(properties, environment)
                .withMapping(NetworksConfig.class)
                .withMapping(IndexerConfig.class)
                .build();
    }

    /** As a server's: what is shipped is weaker than the environment, and that than system properties. */
    private static SmallRyeConfigBuilder sources(Map<String, String> properties, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDiscoveredInterceptors()
                .withSources(
                        new PropertiesConfigSource(SHIPPED, "shipped", 250),
                        new EnvConfigSource(new HashMap<>(environment), 300),
                        new PropertiesConfigSource(properties, "system", 400));
    }

    private static String variable(String name) {
        return name.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
