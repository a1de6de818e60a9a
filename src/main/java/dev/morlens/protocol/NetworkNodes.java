package dev.morlens.protocol;

import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.Nodes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The nodes of each served network, connected once: whoever asks shares their limits and their health. */
@ApplicationScoped
public class NetworkNodes {

    private final Networks networks;
    private final MeterRegistry registry;
    private final Map<String, ConnectedNode> connected = new ConcurrentHashMap<>();

    @Inject
    public NetworkNodes(Networks networks, MeterRegistry registry) {
        this.networks = networks;
        this.registry = registry;
    }

    /** Asks nothing yet. */
    public ConnectedNode of(Network network) {
        return connected.computeIfAbsent(
                network.name(), name -> Nodes.connect(networks.nodes(network), network.chainId(), registry));
    }

    /** All endpoints of a network as one, for whoever answers a visitor: fails at once where none has answered lately. */
    public Node node(Network network) {
        return of(network).prompt();
    }
}
