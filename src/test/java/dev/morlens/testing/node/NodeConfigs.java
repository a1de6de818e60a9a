package dev.morlens.testing.node;

import dev.morlens.chain.NodeConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Node configurations as the server would read them, without a server. */
public final class NodeConfigs {

    /** The group with a name, as a network's mapping would hold it. */
    @ConfigMapping(prefix = "node")
    public interface Mapped extends NodeConfig {}

    private NodeConfigs() {}

    public static NodeConfig of(Map<String, String> properties) {
        Map<String, String> named = new HashMap<>();
        properties.forEach((name, value) -> named.put("node." + name, value));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(named)
                .withMapping(Mapped.class)
                .build();
        return config.getConfigMapping(Mapped.class);
    }

    /** For a real node on a machine that may be busy. */
    public static NodeConfig real(URI url) {
        return of(Map.of(
                "rpc-urls", url.toString(),
                "request-timeout", "30s",
                "requests-per-second", "100000",
                "max-response-bytes", "10000000",
                "retry.max", "2",
                "retry.initial-delay", "1ms",
                "retry.max-delay", "20ms"));
    }

    /** For local endpoints: as fast as they can, two short retries. */
    public static NodeConfig fast(URI... urls) {
        return of(Map.of(
                "rpc-urls",
                        String.join(",", Arrays.stream(urls).map(URI::toString).toList()),
                "request-timeout", "500ms",
                "requests-per-second", "100000",
                "max-response-bytes", "10000000",
                "retry.max", "2",
                "retry.initial-delay", "1ms",
                "retry.max-delay", "20ms"));
    }
}
