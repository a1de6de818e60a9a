package dev.morlens.chain.endpoint;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.CallTally;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.budget.CallBudget;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.JsonRpcNodes;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Stacks what stands around an endpoint. From the asker inwards: the day's budget of calls, retry, fail-over, and at each endpoint the guard of the
 * chain id, metrics, its profile, and the endpoint itself with its throttle. Retry is outside of fail-over, so that a second attempt goes to
 * whichever endpoint is well by then.
 */
public final class Nodes {

    private Nodes() {}

    /**
     * Connects to the configured endpoints, lazily: this asks nothing yet.
     *
     * @param chainId what every endpoint must serve; a question to one that does not is refused with a {@link
     *     dev.morlens.chain.error.WrongChainException}
     * @throws IllegalArgumentException if no endpoint is configured, or one is no HTTP URL
     */
    public static ConnectedNode connect(NodeConfig config, long chainId, MeterRegistry registry) {
        List<String> urls = config.rpcUrls().orElse(List.of());
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("expected at least one RPC URL, got none");
        }
        CallBudget budget = new CallBudget(config.callsADay(), config.visitorsShare(), System::nanoTime);
        List<EndpointState> states = new ArrayList<>();
        List<Node> each = new ArrayList<>();
        Map<String, EndpointProfile> profiles = new LinkedHashMap<>();
        for (String url : urls) {
            RpcEndpoint rpcEndpoint = RpcEndpoint.of(url);
            EndpointProfile profile =
                    new EndpointProfile(config.batchSize(), config.callsPerMulticall(), InstantSource.system());
            Node node = guarded(rpcEndpoint, config, profile, budget, chainId, registry);
            EndpointState state = new EndpointState(rpcEndpoint.host(), node, profile, System::nanoTime);
            states.add(state);
            each.add(following(new RetryingNode(FailoverNode.alone(state), config.retry()), budget));
            profiles.put(name(rpcEndpoint, profiles.size()), profile);
        }
        HeadComparison heads = new HeadComparison(states, Thread.ofVirtual().name("heads")::start, System::nanoTime);
        FailoverNode patient = new FailoverNode(states, heads, false);
        return new ConnectedNode(
                following(new RetryingNode(patient, config.retry()), budget),
                new BudgetedNode(
                        new RetryingNode(new FailoverNode(states, heads, true), config.retry()),
                        budget,
                        CallPurpose.VISITORS),
                following(patient, budget),
                states.size() > 1
                        ? Optional.of(following(FailoverNode.other(states, heads), budget))
                        : Optional.empty(),
                List.copyOf(each),
                patient::health,
                profiles,
                budget);
    }

    private static Node following(Node node, CallBudget budget) {
        return new BudgetedNode(node, budget, CallPurpose.FOLLOWING);
    }

    /** Two endpoints of one provider differ in what must not be told: their places tell them apart. */
    private static String name(RpcEndpoint rpcEndpoint, int place) {
        return rpcEndpoint.host() + " #" + (place + 1);
    }

    private static Node guarded(
            RpcEndpoint rpcEndpoint,
            NodeConfig config,
            EndpointProfile profile,
            CallBudget budget,
            long chainId,
            MeterRegistry registry) {
        Counter bytes = Counter.builder("morlens.node.received")
                .baseUnit("bytes")
                .tag("host", rpcEndpoint.host())
                .register(registry);
        Node node = new RedactingNode(
                JsonRpcNodes.connect(
                        rpcEndpoint, config, profile, counting(budget, rpcEndpoint, registry), bytes::increment),
                rpcEndpoint);
        Node metered = new MeteredNode(new ProfiledNode(node, profile), rpcEndpoint.host(), registry);
        return new ChainIdGuard(metered, rpcEndpoint.host(), chainId, System::nanoTime);
    }

    private static IntConsumer counting(CallBudget budget, RpcEndpoint rpcEndpoint, MeterRegistry registry) {
        Map<CallPurpose, Counter> counters = new EnumMap<>(CallPurpose.class);
        for (CallPurpose callPurpose : CallPurpose.values()) {
            counters.put(
                    callPurpose,
                    Counter.builder("morlens.node.calls")
                            .tag("host", rpcEndpoint.host())
                            .tag("purpose", callPurpose.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        return calls -> {
            CallPurpose callPurpose = CallPurpose.current().orElse(CallPurpose.FOLLOWING);
            CallTally.sent(calls);
            budget.spent(callPurpose, calls);
            counters.get(callPurpose).increment(calls);
        };
    }
}
