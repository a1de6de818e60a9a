package dev.morlens.protocol;

import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.NetworksConfig.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The networks that this process serves. */
@ApplicationScoped
public class Networks {

    /** Names that would collide with a path of the API or the pages. */
    private static final Set<String> RESERVED =
            Set.of("networks", "search", "api", "q", "static", "health", "compat", "blockchain", "mcp");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, Network> served;
    private final Map<String, Deployment> deployments;
    private final Map<String, CloseRules> closeRules;
    private final Map<String, KnownContracts> contracts;

    /** @throws IllegalArgumentException if a served network is not described, or its name or an address cannot be used */
    @Inject
    public Networks(NetworksConfig config) {
        Map<String, Network> found = new LinkedHashMap<>();
        for (String name : config.networksServed()) {
            found.put(name, network(name, config.networks()));
        }
        this.served = Collections.unmodifiableMap(found);
        this.deployments = config.networks();
        this.closeRules = served.keySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        name -> name,
                        name -> CloseRules.of(deployments.get(name).closeRules().orElse(List.of()))));
        this.contracts = served.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Network::name,
                        network -> KnownContracts.of(
                                network.diamond(),
                                network.token(),
                                deployments.get(network.name()).contracts().orElse(List.of()))));
    }

    /** In the configured order. */
    public List<Network> all() {
        return new ArrayList<>(served.values());
    }

    /** @throws UnknownNetworkException if it is not served here */
    public Network named(String name) {
        Network network = served.get(name);
        if (network == null) {
            throw new UnknownNetworkException(name, List.copyOf(served.keySet()));
        }
        return network;
    }

    /** How the nodes of a served network are asked. */
    public NodeConfig nodes(Network network) {
        return deployments.get(network.name());
    }

    /** How old a block may be before it is not the present any more, if that is configured. */
    public Optional<Duration> staleAfter(String network) {
        return deployments.get(named(network).name()).staleAfter();
    }

    /** The contracts that the configuration knows the rule of. */
    public CloseRules closeRules(String network) {
        return closeRules.get(named(network).name());
    }

    /** The addresses that are no person's wallet, as far as they are known here. */
    public KnownContracts contracts(Network network) {
        return contracts.get(named(network.name()).name());
    }

    private static Network network(String name, Map<String, Deployment> known) {
        Deployment deployment = known.get(name);
        if (deployment == null) {
            throw new IllegalArgumentException("morlens.networks-served names '" + name
                    + "', which is not described under morlens.networks; described are " + known.keySet());
        }
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "expected a network name of lower-case letters, digits and dashes, none of " + RESERVED + ", got '"
                            + name + "'");
        }
        return new Network(
                name,
                deployment.title(),
                deployment.chainId(),
                Address.checked(deployment.token()),
                Address.checked(deployment.diamond()),
                deployment.explorer(),
                deployment.startBlock());
    }
}
