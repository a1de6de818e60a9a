package dev.morlens.position.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.protocol.Network;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits so long for a node and no longer, for few at once, and not at all right after a failure. */
final class NodeTimeLimit {

    private static final int AT_ONCE = 16;

    /** Whoever asks right after a failure is told at once, and does not wait for the next. */
    private static final Duration FAILED_LATELY = Duration.ofSeconds(2);

    private final Duration patience;
    private final ExecutorService threads;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Cache<String, LiveUnavailableException> failures =
            Caffeine.newBuilder().expireAfterWrite(FAILED_LATELY).build();

    NodeTimeLimit(Duration patience, ExecutorService threads) {
        this.patience = patience;
        this.threads = threads;
    }

    /** @throws LiveUnavailableException if there is no answer in time */
    <T> T within(Network network, Callable<T> question) {
        LiveUnavailableException failed = failures.getIfPresent(network.name());
        if (failed != null) {
            throw new LiveUnavailableException(failed.getMessage(), failed);
        }
        if (!turns.tryAcquire()) {
            throw new LiveUnavailableException("too many wait for the nodes of " + network.title() + " now");
        }
        try {
            return threads.submit(question).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw remembered(
                    network, new LiveUnavailableException("no node of " + network.title() + " answered in time", e));
        } catch (ExecutionException e) {
            throw remembered(network, LiveFailure.of(network, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LiveUnavailableException("interrupted while asking a node of " + network.title(), e);
        } finally {
            turns.release();
        }
    }

    private RuntimeException remembered(Network network, RuntimeException failure) {
        if (failure instanceof LiveUnavailableException unavailable && unavailable.isOfNode()) {
            failures.put(network.name(), unavailable);
        }
        return failure;
    }
}
