package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.WrongChainException;
import java.util.function.Function;

/** Lets no question through before the endpoint has said that it serves the expected chain. */
final class ChainIdGuard extends DecoratedNode {

    private final Node inner;
    private final String host;
    private final long expected;
    private volatile boolean right;

    ChainIdGuard(Node inner, String host, long expected) {
        this.inner = inner;
        this.host = host;
        this.expected = expected;
    }

    @Override
    protected <T> T ask(String name, Function<Node, T> question) {
        if (!right) {
            requireChain();
        }
        return question.apply(inner);
    }

    private void requireChain() {
        long got = inner.chainId();
        if (got != expected) {
            throw new WrongChainException(host, expected, got);
        }
        right = true;
    }
}
