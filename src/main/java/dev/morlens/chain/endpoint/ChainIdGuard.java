package dev.morlens.chain.endpoint;

import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.WrongChainException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

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
    private final IntervalTimer question;
    private final LongAdder answers = new LongAdder();

    /** @param nanoTime as {@link System#nanoTime} */
    ChainIdGuard(Node inner, String host, long expected, LongSupplier nanoTime) {
        this.inner = inner;
        this.host = host;
        this.expected = expected;
        this.question = new IntervalTimer(nanoTime);
    }

    @Override
    public long chainId() {
        requireChain();
        return expected;
    }

    @Override
    protected <T> T ask(EndpointQuestion asking, Function<Node, T> asked) {
        if (question.isNow()) {
            requireChain();
        }
        T answer = asked.apply(inner);
        answers.increment();
        return answer;
    }

    @Override
    public ChainIdWitness sameChain() {
        return new ChainIdWitness() {

            private long confirmed = answers.sum();

            @Override
            public synchronized void confirm() {
                long now = answers.sum();
                if (now != confirmed) {
                    requireChain();
                    confirmed = now;
                }
            }
        };
    }

    private void requireChain() {
        long got = inner.chainId();
        if (got != expected) {
            question.atOnce();
            throw new WrongChainException(host, expected, got);
        }
        question.after(BELIEVED);
    }
}
