package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.WrongChainException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Lets no question through before the endpoint has said that it serves the expected chain, and asks it again now and then:
 * what stands behind a URL can change.
 */
final class ChainIdGuard extends DecoratedNode {

    /** One small question in a minute's many. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final Node inner;
    private final String host;
    private final long expected;
    private final Clock clock;
    private volatile Instant believedUntil = Instant.MIN;

    ChainIdGuard(Node inner, String host, long expected, Clock clock) {
        this.inner = inner;
        this.host = host;
        this.expected = expected;
        this.clock = clock;
    }

    @Override
    public long chainId() {
        believedUntil = Instant.MIN;
        return super.chainId();
    }

    @Override
    protected <T> T ask(String name, Function<Node, T> question) {
        if (!clock.instant().isBefore(believedUntil)) {
            requireChain();
        }
        return question.apply(inner);
    }

    private void requireChain() {
        long got = inner.chainId();
        if (got != expected) {
            throw new WrongChainException(host, expected, got);
        }
        believedUntil = clock.instant().plus(BELIEVED);
    }
}
