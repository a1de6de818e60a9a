package dev.morlens.indexer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.fault.Gate;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.NodeRpc;
import dev.morlens.testing.node.RpcStub;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real endpoint over HTTP that refuses connections, or takes them and says nothing, for a while. */
class NodeRecoveryProbeTest {

    private static final long CHAIN = 31_337;
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final FakeNode node = new FakeNode(ChainBuilder.genesis()).chainId(CHAIN);
    private final RpcStub endpoint = RpcStub.start(new NodeRpc(node, true));
    private final Gate gate = Gate.before(endpoint.url().toString());
    private final Queue<String> reasons = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        gate.close();
        endpoint.close();
    }

    @Test
    void anEndpointThatRefusesConnectionsIsFoundWhenItTakesThemAgain() throws Exception {
        gate.shut();
        CompletableFuture<Boolean> silent = probe();
        while (reasons.size() < 5) {
            Thread.sleep(10);
        }
        gate.open();
        assertThat(silent.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(node.requests()).as("one cheap question").isEqualTo(1);
    }

    /** Half a minute later each of the questions that hang would fail. */
    @Test
    void anEndpointThatSaysNothingIsAskedOverANewConnectionWhileTheOldOneHangs() throws Exception {
        gate.hush();
        CompletableFuture<Boolean> silent = probe();
        Thread.sleep(3 * INTERVAL.toMillis());
        gate.open();
        assertThat(silent.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anEndpointThatAnswersWasNotSilent() throws Exception {
        assertThat(probe().get(10, TimeUnit.SECONDS)).isFalse();
    }

    private CompletableFuture<Boolean> probe() {
        var connected = Nodes.connect(
                NodeConfigs.real(URI.create(gate.through(endpoint.url().toString()))),
                CHAIN,
                new SimpleMeterRegistry());
        NodeRecoveryProbe probe = new NodeRecoveryProbe(connected::unrepeated);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return probe.wasSilent(INTERVAL, reasons::add);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
