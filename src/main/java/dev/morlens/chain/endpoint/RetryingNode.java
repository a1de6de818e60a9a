package dev.morlens.chain.endpoint;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig.Retries;
import dev.morlens.chain.SameChain;
import dev.morlens.chain.TemporaryNodeException;
import java.time.Duration;
import java.util.function.Function;

/** Asks again what may succeed later: exponential back-off with jitter, or after the time that the node asks for. */
final class RetryingNode extends DecoratedNode {

    /** A quarter up or down, so that many waiters do not come back in the same instant. */
    private static final double JITTER = 0.25;

    private static final Duration BACK_OFF = Duration.ofSeconds(-1);

    private final Node inner;
    private final FailsafeExecutor<Object> failsafe;

    RetryingNode(Node inner, Retries limits) {
        this.inner = inner;
        this.failsafe = Failsafe.with(RetryPolicy.builder()
                .handle(TemporaryNodeException.class)
                .withMaxRetries(limits.max())
                .withBackoff(limits.initialDelay(), limits.maxDelay())
                .withDelayFnOn(asked -> delay(asked.getLastException(), limits), TemporaryNodeException.class)
                .withJitter(JITTER)
                .build());
    }

    /** Negative leaves it to the back-off. */
    private static Duration delay(TemporaryNodeException failure, Retries limits) {
        return failure.retryAfter()
                .map(wanted -> wanted.compareTo(limits.maxDelay()) < 0 ? wanted : limits.maxDelay())
                .orElse(BACK_OFF);
    }

    @Override
    public SameChain sameChain() {
        SameChain chain = inner.sameChain();
        return () -> ask("sameChain", node -> {
            chain.confirm();
            return null;
        });
    }

    @Override
    protected <T> T ask(String name, Function<Node, T> question) {
        try {
            return failsafe.get(() -> question.apply(inner));
        } catch (FailsafeException e) {
            // only an interrupt while waiting comes wrapped
            Thread.currentThread().interrupt();
            throw new TemporaryNodeException(name + ": interrupted while waiting to ask again", e);
        }
    }
}
