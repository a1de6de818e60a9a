package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import java.util.function.Function;

/** Blots what may be a key out of the complaint about a malformed value: a node can put its own URL there. */
final class RedactingNode extends DecoratedNode {

    private final Node node;
    private final RpcEndpoint rpcEndpoint;

    RedactingNode(Node node, RpcEndpoint rpcEndpoint) {
        this.node = node;
        this.rpcEndpoint = rpcEndpoint;
    }

    @Override
    protected <T> T ask(EndpointQuestion endpointQuestion, Function<Node, T> asked) {
        try {
            return asked.apply(node);
        } catch (TemporaryNodeException e) {
            String told = String.valueOf(e.getMessage());
            String clean = rpcEndpoint.withoutSecrets(told);
            if (clean.equals(told)) {
                throw e;
            }
            throw new TemporaryNodeException(e.trouble(), clean, e.retryAfter().orElse(null));
        }
    }
}
