package dev.morlens.chain.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.error.WrongChainException;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.NodeRpc;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.node.RpcStub.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole stack over HTTP. */
class NodesTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeNode truth = new FakeNode(ChainBuilder.genesis().addEmpty(5));
    private final RpcStub broken = RpcStub.start(request -> Answer.status(503, "down"));
    private final RpcStub well = RpcStub.start(new NodeRpc(truth, true));

    @AfterEach
    void stop() {
        broken.close();
        well.close();
    }

    @Test
    void brokenEndpointIsPassedOverAndShownByHostAlone() {
        ConnectedNode connected = Nodes.connect(NodeConfigs.fast(broken.url(), well.url()), 31337, registry);

        assertThat(connected.node().header(BlockTag.LATEST).orElseThrow().number())
                .isEqualTo(5);
        assertThat(connected.health().get()).extracting(EndpointHealth::healthy).containsExactly(false, true);
        assertThat(connected.health().get().toString()).doesNotContain(RpcStub.KEY);
        assertThat(connected.each()).hasSize(2);
        assertThat(connected.each().get(1).header(BlockTag.LATEST)).isPresent();
    }

    @Test
    void endpointThatWasNotAskedYetIsNotCalledHealthy() {
        ConnectedNode connected = Nodes.connect(NodeConfigs.fast(well.url(), broken.url()), 31337, registry);
        assertThat(connected.health().get()).noneMatch(EndpointHealth::asked).noneMatch(EndpointHealth::healthy);

        connected.node().header(BlockTag.LATEST);

        assertThat(connected.health().get()).extracting(EndpointHealth::asked).containsExactly(true, false);
        assertThat(connected.health().get()).extracting(EndpointHealth::healthy).containsExactly(true, false);
    }

    @Test
    void endpointOfAnotherChainIsRefusedBeforeItIsBelieved() {
        ConnectedNode connected = Nodes.connect(NodeConfigs.fast(well.url()), 8453, registry);

        assertThatThrownBy(() -> connected.node().header(BlockTag.LATEST))
                .isInstanceOf(WrongChainException.class)
                .hasMessageContainingAll("8453", "31337");
        assertThat(well.requests()).hasSize(1);
    }

    @Test
    void receivedBytesAreCountedByHost() {
        Nodes.connect(NodeConfigs.fast(well.url()), 31337, registry).node().header(BlockTag.LATEST);

        String host = "127.0.0.1:" + well.url().getPort();
        assertThat(registry.get("morlens.node.received")
                        .tag("host", host)
                        .counter()
                        .count())
                .isGreaterThan(500);
    }

    @Test
    void missingOrForeignUrlsAreRefusedWithoutShowingTheirKey() {
        NodeConfig none = NodeConfigs.of(Map.of());
        assertThatThrownBy(() -> Nodes.connect(none, 1, registry)).hasMessageContaining("at least one RPC URL");

        NodeConfig socket = NodeConfigs.fast(URI.create("wss://host.example/" + RpcStub.KEY));
        assertThatThrownBy(() -> Nodes.connect(socket, 1, registry))
                .hasMessageContainingAll("wss", "host.example")
                .hasMessageNotContaining(RpcStub.KEY);
    }
}
