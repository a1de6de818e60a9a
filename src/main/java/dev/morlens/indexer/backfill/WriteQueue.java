package dev.morlens.indexer.backfill;

import dev.morlens.store.db.StoreUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes in a thread of its own, one batch at a time and in order, while the next one is prepared. Once a batch has failed
 * none is written any more, and whoever asks is told why. Closing it waits for the batch that is being written. For one
 * thread.
 */
public final class WriteQueue implements AutoCloseable {

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("writer").daemon().factory());

    private Future<?> last;
    private Runnable written = () -> {};

    /**
     * Begins to write, once what was given before is written.
     *
     * @param then what to do in the caller's thread when it is known to be written
     */
    public void write(Runnable batch, Runnable then) {
        await();
        last = writer.submit(batch);
        written = then;
    }

    /**
     * Waits until all is written. Throws whatever made it fail.
     *
     * @throws StoreUnavailableException if this thread is interrupted, which is how to cancel
     */
    public void await() {
        if (last == null) {
            return;
        }
        try {
            last.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while a batch was written", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        last = null;
        written.run();
    }

    @Override
    public void close() {
        writer.close();
    }
}
