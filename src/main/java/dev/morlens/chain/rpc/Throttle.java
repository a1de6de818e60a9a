package dev.morlens.chain.rpc;

import dev.failsafe.RateLimiter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Lets so many HTTP exchanges pass a second, and so many at once. It stands at the exchange and not around {@link
 * dev.morlens.chain.Node}, because one question can take many exchanges, and it is those that providers count.
 */
final class Throttle {

    /** An exchange. */
    interface Exchange {
        byte[] run() throws IOException;
    }

    private final RateLimiter<Object> rate;
    private final Semaphore inFlight;

    Throttle(int perSecond, int atOnce) {
        this.rate = RateLimiter.smoothBuilder(perSecond, Duration.ofSeconds(1)).build();
        this.inFlight = new Semaphore(atOnce, true);
    }

    /** Waits for its turn and runs. */
    byte[] pass(Exchange exchange) throws IOException {
        enter();
        try {
            return exchange.run();
        } finally {
            inFlight.release();
        }
    }

    private void enter() throws IOException {
        try {
            rate.acquirePermit();
            inFlight.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a turn");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
