package dev.morlens.api.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShutdownTimesTest {

    @ParameterizedTest
    @CsvSource({"5s, 25s, PT5S, PT15S", "0s, 25s, PT0S, PT20S", "PT2S, 1m, PT2S, PT46S", "19s, 25s, PT19S, PT1S"})
    void answersHaveWhatTheDelayLeavesOfFourFifths(String delay, String within, String waits, String answers) {
        SmallRyeConfig config = config(delay, within);

        assertThat(config.getConfigValue("quarkus.shutdown.delay").getValue()).isEqualTo(waits);
        assertThat(config.getConfigValue("quarkus.shutdown.timeout").getValue()).isEqualTo(answers);
    }

    @ParameterizedTest
    @CsvSource({"20s, 25s", "30s, 25s", "-1s, 25s", "0s, 0s", "0s, -5s"})
    void aDelayThatLeavesNoTimeIsRefused(String delay, String within) {
        assertThatThrownBy(() -> config(delay, within))
                .hasStackTraceContaining("expected morlens.shutdown.delay to be at least 0 and less than four fifths")
                .hasStackTraceContaining("morlens.shutdown.within");
    }

    @Test
    void whatIsNoDurationIsRefused() {
        assertThatThrownBy(() -> config("soon", "25s"))
                .hasStackTraceContaining("expected morlens.shutdown.delay to be a duration such as 5s; got soon");
    }

    @Test
    void whatIsSetByTheFrameworksOwnNameCounts() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredSources()
                .withSources(source(Map.of(
                        "morlens.shutdown.delay", "5s",
                        "morlens.shutdown.within", "25s",
                        "quarkus.shutdown.timeout", "3s")))
                .build();

        assertThat(config.getConfigValue("quarkus.shutdown.timeout").getValue()).isEqualTo("3s");
    }

    private static SmallRyeConfig config(String delay, String within) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredSources()
                .withSources(source(Map.of("morlens.shutdown.delay", delay, "morlens.shutdown.within", within)))
                .build();
    }

    private static PropertiesConfigSource source(Map<String, String> settings) {
        return new PropertiesConfigSource(settings, "test", 300);
    }
}
