package dev.morlens.holdrule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.preview.PreviewStage;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.NetworksConfig;
import dev.morlens.protocol.abi.CodeHash;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CloserCodeReaderTest {

    private static final Address CLOSER = Address.of("0x00000000000000000000000000000000000000c1");
    private static final byte[] CODE = {0x60, 0x01};

    private final FakeNode node = new FakeNode(ChainBuilder.genesis());
    private final CloserCodes closerCodes = new CloserCodeReader(
            networks(),
            new NetworkNodes(null, null) {
                @Override
                public Node node(Network network) {
                    return node;
                }
            },
            PreviewStage.config(0, Duration.ofSeconds(10)),
            Executors.newVirtualThreadPerTaskExecutor());

    @Test
    void aNodeIsAskedOnceForTheCodeOfAContract() {
        node.codes(account -> CODE);

        assertThat(closerCodes.code("local", CLOSER))
                .map(CloserCodes.CloserCode::hash)
                .contains(CodeHash.of(CODE));
        assertThat(closerCodes.code("local", CLOSER))
                .map(CloserCodes.CloserCode::hash)
                .contains(CodeHash.of(CODE));
        assertThat(node.requests()).isEqualTo(1);
    }

    @Test
    void aNodeThatLagsBehindTheDeploymentHasNotToldTheCode() {
        node.codes(account -> new byte[0]);

        assertThat(closerCodes.code("local", CLOSER)).isEmpty();
    }

    private static Networks networks() {
        String prefix = "morlens.networks.local.";
        return new Networks(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        "morlens.networks-served",
                        "local",
                        prefix + "title",
                        "Local chain",
                        prefix + "chain-id",
                        "31337",
                        prefix + "token",
                        "0x" + "70".repeat(20),
                        prefix + "diamond",
                        "0x" + "d1".repeat(20),
                        prefix + "rpc-urls",
                        "http://127.0.0.1:9"))
                .withMapping(NetworksConfig.class)
                .build()
                .getConfigMapping(NetworksConfig.class));
    }
}
