package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import java.util.List;
import java.util.function.Supplier;

/**
 * A network's nodes.
 *
 * @param node all endpoints as one, with fail-over and retry
 * @param each every endpoint alone, with retry and without fail-over, as configured: to ask another for a second opinion
 * @param health how each did lately
 */
public record ConnectedNode(Node node, List<Node> each, Supplier<List<EndpointHealth>> health) {}
