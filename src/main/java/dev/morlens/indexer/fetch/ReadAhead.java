package dev.morlens.indexer.fetch;

import dev.morlens.chain.error.TemporaryNodeException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out tasks ahead of whoever takes their results, in the order of the tasks. A thread of its own gives them, each
 * runs in one of its own, and the giver waits while too many results are not taken. After a failure, of a task or of the
 * giver, the results before it can still be taken. Closing interrupts all and waits for it.
 *
 * @param <T> a result
 */
public final class ReadAhead<T> implements AutoCloseable {

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Future<Optional<T>>> begun;

    /**
     * @param most results that may wait to be taken; at least 1
     * @param giver gives the tasks, one after the other
     */
    public ReadAhead(int most, Consumer<Consumer<Supplier<T>>> giver) {
        this.begun = new ArrayBlockingQueue<>(most);
        workers.execute(() -> give(giver));
    }

    /**
     * The next result, awaited; empty when there are no more. Throws what its task or the giver failed with.
     *
     * @throws TemporaryNodeException if this thread is interrupted, which is how to cancel
     */
    public Optional<T> next() {
        try {
            return begun.take().get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void give(Consumer<Consumer<Supplier<T>>> giver) {
        try {
            giver.accept(task -> put(workers.submit(() -> Optional.of(task.get()))));
            put(CompletableFuture.completedFuture(Optional.empty()));
        } catch (RuntimeException | Error e) {
            // Whoever waits for a result must hear of it, whatever it was.
            fail(e);
        }
    }

    private void fail(Throwable reason) {
        try {
            begun.put(CompletableFuture.failedFuture(reason));
        } catch (InterruptedException closing) {
            // Nobody takes it any more.
            Thread.currentThread().interrupt();
        }
    }

    private void put(Future<Optional<T>> result) {
        try {
            begun.put(result);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static TemporaryNodeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TemporaryNodeException("interrupted while blocks were read ahead", e);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        workers.close();
    }
}
