package dev.morlens.position.time;

import dev.morlens.position.head.PositionsConfig;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.NetworksConfig;
import dev.morlens.store.feed.IndexStatusRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Finders of blocks without a container. */
public final class TestFinders {

    private static final String POSITIONS = "morlens.positions.";

    private TestFinders() {}

    /** Asks a real node. */
    public static BlockFinder finder(Network network, URI node, IndexStatusRegistry board) {
        String prefix = "morlens.networks." + network.name() + ".";
        SmallRyeConfig config = config(Map.of(
                "morlens.networks-served",
                network.name(),
                prefix + "title",
                network.title(),
                prefix + "chain-id",
                String.valueOf(network.chainId()),
                prefix + "token",
                network.token().toString(),
                prefix + "diamond",
                network.diamond().toString(),
                prefix + "requests-per-second",
                "100000",
                prefix + "rpc-urls",
                node.toString()));
        Networks networks = new Networks(config.getConfigMapping(NetworksConfig.class));
        NetworkNodes nodes = new NetworkNodes(networks, new SimpleMeterRegistry());
        return new BlockFinder(networks, nodes, board, config.getConfigMapping(PositionsConfig.class));
    }

    /** Never finds anything. */
    public static BlockFinder none() {
        return new BlockFinder(
                null,
                null,
                null,
                config(Map.of("morlens.networks-served", "none")).getConfigMapping(PositionsConfig.class)) {
            @Override
            Optional<dev.morlens.chain.value.BlockRef> find(
                    String network, AsOfTime asOfTime, BlockGap gap, long finalized) {
                return Optional.empty();
            }
        };
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        POSITIONS + "cache-bytes", "1000",
                        POSITIONS + "refresh-if-read-within", "PT1S",
                        POSITIONS + "refresh-at-most", "1",
                        POSITIONS + "warm-at-most", "1",
                        POSITIONS + "head-poll-interval", "PT1S",
                        POSITIONS + "node-timeout", "PT5S",
                        POSITIONS + "live-per-minute", "0",
                        POSITIONS + "live-timeout", "PT1S"))
                .withDefaultValues(properties)
                .withMapping(PositionsConfig.class)
                .withMapping(NetworksConfig.class)
                .build();
    }
}
