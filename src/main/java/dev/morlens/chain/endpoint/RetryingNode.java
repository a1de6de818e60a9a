package dev.morlens.chain.endpoint;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.failsafe.function.CheckedSupplier;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.LogCaps;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig.Retries;
import dev.morlens.chain.ReadsPerCall;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import java.time.Duration;
import java.util.function.Function;

/** Asks again what may succeed later: exponential back-off with jitter, or after the time that the node asks for. */
final class RetryingNode extends DecoratedNode {

    /** A quarter up or down, so that many waiters do not come back in the same instant. */
    private static final double JITTER = 0.25;

    /** No other endpoint can answer in place of one that fell silent: its silence is waited for once. */
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(20);

    private static final Duration BACK_OFF = Duration.ofSeconds(-1);

    private final Node inner;
    private final FailsafeExecutor<Object> failsafe;
    private final FailsafeExecutor<Object> confirming;

    RetryingNode(Node inner, Retries limits) {
        this.inner = inner;
        this.failsafe = Failsafe.with(policy(limits).build());
        this.confirming = Failsafe.with(
                policy(limits).withMaxDuration(confirmedWithin(limits)).build());
    }

    private static Duration confirmedWithin(Retries limits) {
        Duration longest = limits.maxDelay().multipliedBy(2);
        return longest.compareTo(CONFIRMED_WITHIN) > 0 ? longest : CONFIRMED_WITHIN;
    }

    private static RetryPolicyBuilder<Object> policy(Retries limits) {
        return RetryPolicy.builder()
                .handleIf(failure -> failure instanceof TemporaryNodeException temporary && temporary.isWorthRetrying())
                .withMaxRetries(limits.max())
                .withBackoff(limits.initialDelay(), limits.maxDelay())
                .withDelayFnOn(asked -> delay(asked.getLastException(), limits), TemporaryNodeException.class)
                .withJitter(JITTER);
    }

    /** Negative leaves it to the back-off. */
    private static Duration delay(TemporaryNodeException failure, Retries limits) {
        return failure.retryAfter()
                .map(RetryingNode::notBefore)
                .map(wanted -> wanted.compareTo(limits.maxDelay()) < 0 ? wanted : limits.maxDelay())
                .orElse(BACK_OFF);
    }

    /** However the jitter falls: a question that comes too early is refused again. */
    private static Duration notBefore(Duration wanted) {
        return Duration.ofMillis((long) Math.ceil(wanted.toMillis() / (1 - JITTER)) + 1);
    }

    @Override
    public LogCaps logCaps(long block) {
        return inner.logCaps(block);
    }

    @Override
    public ReadsPerCall readsPerCall() {
        return inner.readsPerCall();
    }

    @Override
    public ChainIdWitness sameChain() {
        ChainIdWitness chain = inner.sameChain();
        return new ChainIdWitness() {

            private NodeException failure;

            @Override
            public synchronized void confirm() {
                if (failure != null) {
                    throw failure;
                }
                try {
                    retrying(confirming, "sameChain", () -> {
                        chain.confirm();
                        return null;
                    });
                } catch (NodeException e) {
                    failure = e;
                    throw e;
                }
            }
        };
    }

    @Override
    protected <T> T ask(EndpointQuestion endpointQuestion, Function<Node, T> asked) {
        return retrying(failsafe, endpointQuestion.name(), () -> asked.apply(inner));
    }

    private static <T> T retrying(FailsafeExecutor<Object> failsafe, String name, CheckedSupplier<T> question) {
        try {
            return failsafe.get(question);
        } catch (FailsafeException e) {
            // only an interrupt while waiting comes wrapped
            Thread.currentThread().interrupt();
            throw new TemporaryNodeException(name + ": interrupted while waiting to ask again", e);
        }
    }
}
