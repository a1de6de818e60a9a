package dev.morlens.indexer;

import dev.morlens.chain.Node;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.WrongChainException;
import java.util.ArrayList;
import java.util.List;

/**
 * The endpoints that serve the chain when a long reading begins, to be asked again before what they told is written: what
 * stands behind a URL can change, and in the minute for which an endpoint is believed it tells of many blocks that are
 * never looked at again. Safe for many threads.
 */
final class SameChain {

    private final List<Node> endpoints;

    private SameChain(List<Node> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    /**
     * Asks each. One that does not answer, or serves another chain, is left to the others.
     *
     * @param endpoints each alone
     * @throws NodeException if none serves the chain
     */
    static SameChain of(List<Node> endpoints) {
        List<Node> serving = new ArrayList<>();
        NodeException failure = null;
        for (Node endpoint : endpoints) {
            try {
                endpoint.chainId();
                serving.add(endpoint);
            } catch (NodeException e) {
                failure = e;
            }
        }
        if (serving.isEmpty() && failure != null) {
            throw failure;
        }
        return new SameChain(serving);
    }

    /**
     * What was read, once it is known that nobody has turned to another chain meanwhile.
     *
     * @throws WrongChainException if one has
     * @throws TemporaryNodeException if one does not say
     */
    <T> T confirmed(T read) {
        endpoints.forEach(Node::chainId);
        return read;
    }
}
