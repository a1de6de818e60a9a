package dev.morlens.indexer.fetch;

import dev.morlens.chain.Node;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.RawLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What another endpoint has of the newest blocks, asked while the first one is: what an answer leaves out shows in nothing
 * else before the blocks are shown to people. Nobody waits for it long; the recheck soon after is there for what it misses. For one
 * thread.
 */
public final class SecondEndpointLook {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Optional<Node> other;
    private FutureTask<List<RawLog>> last = new FutureTask<>(List::of);

    /** @param other absent where there is but one endpoint */
    public SecondEndpointLook(Optional<Node> other) {
        this.other = other;
        last.run();
    }

    /** Asks; gives its answer when that is wanted, or nothing where there is none by then. */
    Supplier<Optional<List<RawLog>>> ask(Function<Node, List<RawLog>> question) {
        // One that does not answer at all is not asked more and more.
        if (other.isEmpty() || !last.isDone()) {
            return Optional::empty;
        }
        last = started(() -> question.apply(other.get()));
        FutureTask<List<RawLog>> asked = last;
        return () -> answer(asked);
    }

    private static FutureTask<List<RawLog>> started(Callable<List<RawLog>> question) {
        FutureTask<List<RawLog>> task = new FutureTask<>(question);
        Thread.ofVirtual().name("second-endpoint").start(task);
        return task;
    }

    private static Optional<List<RawLog>> answer(FutureTask<List<RawLog>> asked) {
        try {
            return Optional.of(asked.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NodeException) {
                return Optional.empty();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
