package dev.morlens.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.node.NodeConfigs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeConfigTest {

    @Test
    void nothingConfiguredGivesTheDefaults() {
        NodeConfig config = NodeConfigs.of(Map.of());

        assertThat(config.rpcUrls()).isEmpty();
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxInFlight()).isEqualTo(8);
        assertThat(config.requestsPerSecond()).isEqualTo(20);
        assertThat(config.maxResponseBytes()).isEqualTo(32L * 1024 * 1024);
        assertThat(config.batchSize()).isEqualTo(50);
        assertThat(config.callsPerMulticall()).isEqualTo(500);
        assertThat(config.blocksPerRange().initial()).isEqualTo(2_000);
        assertThat(config.blocksPerRange().max()).isEqualTo(1_000_000);
        assertThat(config.blocksPerRange().ahead()).isEqualTo(8);
        assertThat(config.retry().max()).isEqualTo(6);
        assertThat(config.retry().initialDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.retry().maxDelay()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void everyPropertyCanBeSet() {
        NodeConfig config = NodeConfigs.of(Map.ofEntries(
                Map.entry("rpc-urls", "https://one.example/key,https://two.example"),
                Map.entry("request-timeout", "5s"),
                Map.entry("max-in-flight", "3"),
                Map.entry("requests-per-second", "7"),
                Map.entry("max-response-bytes", "1000"),
                Map.entry("batch-size", "9"),
                Map.entry("calls-per-multicall", "11"),
                Map.entry("blocks-per-range.initial", "13"),
                Map.entry("blocks-per-range.max", "17"),
                Map.entry("blocks-per-range.ahead", "2"),
                Map.entry("retry.max", "1"),
                Map.entry("retry.initial-delay", "2s"),
                Map.entry("retry.max-delay", "3s")));

        assertThat(config.rpcUrls()).hasValue(List.of("https://one.example/key", "https://two.example"));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.maxInFlight()).isEqualTo(3);
        assertThat(config.requestsPerSecond()).isEqualTo(7);
        assertThat(config.maxResponseBytes()).isEqualTo(1_000);
        assertThat(config.batchSize()).isEqualTo(9);
        assertThat(config.callsPerMulticall()).isEqualTo(11);
        assertThat(config.blocksPerRange().initial()).isEqualTo(13);
        assertThat(config.blocksPerRange().max()).isEqualTo(17);
        assertThat(config.blocksPerRange().ahead()).isEqualTo(2);
        assertThat(config.retry().max()).isEqualTo(1);
        assertThat(config.retry().initialDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.retry().maxDelay()).isEqualTo(Duration.ofSeconds(3));
    }
}
