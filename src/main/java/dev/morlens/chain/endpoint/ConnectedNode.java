package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.budget.CallBudget;
import dev.morlens.chain.profile.EndpointProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network's nodes.
 *
 * @param node all endpoints as one, with fail-over and retry: patient, for whoever has to have an answer
 * @param prompt the same for answers to visitors: fails at once where no endpoint has answered anything lately
 * @param unrepeated the same without retry: to find out whether anybody answers at all
 * @param other whichever endpoint would be asked next after the one that {@code node} asks, without retry: for a second opinion
 *     on the newest blocks; absent where there is but one
 * @param each every endpoint alone, with retry and without fail-over, as configured: to ask another for a second opinion
 * @param health how each did lately
 * @param budget how many calls a day they may be asked
 * @param profiles what is known of each, by a name that stays the same over restarts and holds no secret
 */
public record ConnectedNode(
        Node node,
        Node prompt,
        Node unrepeated,
        Optional<Node> other,
        List<Node> each,
        Supplier<List<EndpointHealth>> health,
        Map<String, EndpointProfile> profiles,
        CallBudget budget) {

    /** Of nodes that repeat no question, and of which nothing is known. */
    public ConnectedNode(Node node, List<Node> each, Supplier<List<EndpointHealth>> health) {
        this(node, node, node, Optional.empty(), each, health, Map.of(), CallBudget.unlimited());
    }
}
