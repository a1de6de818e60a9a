package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.rpc.Endpoint;
import java.util.function.Function;

/** Blots what may be a key out of the complaint about a malformed value: a node can put its own URL there. */
final class DiscreetNode extends DecoratedNode {

    private final Node node;
    private final Endpoint endpoint;

    DiscreetNode(Node node, Endpoint endpoint) {
        this.node = node;
        this.endpoint = endpoint;
    }

    @Override
    protected <T> T ask(Question question, Function<Node, T> asked) {
        try {
            return asked.apply(node);
        } catch (TemporaryNodeException e) {
            String told = String.valueOf(e.getMessage());
            String clean = endpoint.withoutSecrets(told);
            if (clean.equals(told)) {
                throw e;
            }
            throw new TemporaryNodeException(e.trouble(), clean, e.retryAfter().orElse(null));
        }
    }
}
