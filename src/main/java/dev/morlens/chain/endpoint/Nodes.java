package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.rpc.Endpoint;
import dev.morlens.chain.rpc.JsonRpcNodes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Stacks what stands around an endpoint. From the asker inwards: retry, fail-over, and at each endpoint the guard of the
 * chain id, metrics, and the endpoint itself with its throttle. Retry is outermost, so that a second attempt goes to
 * whichever endpoint is well by then.
 */
public final class Nodes {

    private Nodes() {}

    /**
     * Connects to the configured endpoints, lazily: this asks nothing yet.
     *
     * @param chainId what every endpoint must serve; a question to one that does not is refused with a {@link
     *     dev.morlens.chain.WrongChainException}
     * @throws IllegalArgumentException if no endpoint is configured, or one is no HTTP URL
     */
    public static ConnectedNode connect(NodeConfig config, long chainId, MeterRegistry registry) {
        List<String> urls = config.rpcUrls().orElse(List.of());
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("expected at least one RPC URL, got none");
        }
        List<EndpointState> states = new ArrayList<>();
        List<Node> each = new ArrayList<>();
        for (String url : urls) {
            Endpoint endpoint = Endpoint.of(url);
            Node node = guarded(endpoint, config, chainId, registry);
            states.add(new EndpointState(endpoint.host(), node, System::nanoTime));
            each.add(new RetryingNode(node, config.retry()));
        }
        FailoverNode failover = new FailoverNode(states);
        return new ConnectedNode(new RetryingNode(failover, config.retry()), List.copyOf(each), failover::health);
    }

    private static Node guarded(Endpoint endpoint, NodeConfig config, long chainId, MeterRegistry registry) {
        Counter bytes = Counter.builder("morlens.node.received")
                .baseUnit("bytes")
                .tag("host", endpoint.host())
                .register(registry);
        Node node = new DiscreetNode(JsonRpcNodes.connect(endpoint, config, bytes::increment), endpoint);
        return new ChainIdGuard(
                new MeteredNode(node, endpoint.host(), registry), endpoint.host(), chainId, System::nanoTime);
    }
}
