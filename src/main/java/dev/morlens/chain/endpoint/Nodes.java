package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.Endpoint;
import dev.morlens.chain.rpc.JsonRpcNodes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stacks what stands around an endpoint. From the asker inwards: retry, fail-over, and at each endpoint the guard of the
 * chain id, metrics, its profile, and the endpoint itself with its throttle. Retry is outermost, so that a second attempt goes to
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
        Map<String, EndpointProfile> profiles = new LinkedHashMap<>();
        for (String url : urls) {
            Endpoint endpoint = Endpoint.of(url);
            EndpointProfile profile =
                    new EndpointProfile(config.batchSize(), config.callsPerMulticall(), InstantSource.system());
            Node node = guarded(endpoint, config, profile, chainId, registry);
            EndpointState state = new EndpointState(endpoint.host(), node, profile, System::nanoTime);
            states.add(state);
            each.add(new RetryingNode(FailoverNode.alone(state), config.retry()));
            profiles.put(name(endpoint, profiles.size()), profile);
        }
        HeadComparison heads = new HeadComparison(states, Thread.ofVirtual().name("heads")::start, System::nanoTime);
        FailoverNode patient = new FailoverNode(states, heads, false);
        return new ConnectedNode(
                new RetryingNode(patient, config.retry()),
                new RetryingNode(new FailoverNode(states, heads, true), config.retry()),
                patient,
                states.size() > 1 ? Optional.of(FailoverNode.other(states, heads)) : Optional.empty(),
                List.copyOf(each),
                patient::health,
                profiles);
    }

    /** Two endpoints of one provider differ in what must not be told: their places tell them apart. */
    private static String name(Endpoint endpoint, int place) {
        return endpoint.host() + " #" + (place + 1);
    }

    private static Node guarded(
            Endpoint endpoint, NodeConfig config, EndpointProfile profile, long chainId, MeterRegistry registry) {
        Counter bytes = Counter.builder("morlens.node.received")
                .baseUnit("bytes")
                .tag("host", endpoint.host())
                .register(registry);
        Node node = new DiscreetNode(JsonRpcNodes.connect(endpoint, config, profile, bytes::increment), endpoint);
        Node metered = new MeteredNode(new ProfiledNode(node, profile), endpoint.host(), registry);
        return new ChainIdGuard(metered, endpoint.host(), chainId, System::nanoTime);
    }
}
