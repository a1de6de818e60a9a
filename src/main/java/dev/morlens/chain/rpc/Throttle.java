package dev.morlens.chain.rpc;

import dev.morlens.chain.Background;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many calls pass a second, and so many HTTP exchanges at once. Calls are the members of batches: it is those that
 * providers count. What nobody waits for passes only where nobody else does, and takes half at most.
 */
final class Throttle {

    /** An exchange. */
    interface Exchange {
        byte[] run() throws IOException;
    }

    /** Distances vary on the way: what leaves at the exact rate arrives above it now and then. */
    private static final double SAFE_PART_OF_RATE = 0.9;

    /** Of a second's calls in one exchange: another question then waits no longer than half a second for its turn. */
    private static final int PARTS_OF_A_SECOND = 2;

    private static final int PARTS_OF_A_SECOND_IN_BACKGROUND = 4;

    private final int perSecond;
    private final long nanosPerCall;
    private final Semaphore inFlight;
    private final Semaphore inFlightInBackground;
    private long free = System.nanoTime();
    private long freeInBackground = System.nanoTime();

    /**
     * @param perSecond calls
     * @param atOnce exchanges
     */
    Throttle(int perSecond, int atOnce) {
        this.perSecond = perSecond;
        this.nanosPerCall = Math.round(TimeUnit.SECONDS.toNanos(1) / (perSecond * SAFE_PART_OF_RATE));
        this.inFlight = new Semaphore(atOnce, true);
        this.inFlightInBackground = new Semaphore(Math.max(1, atOnce / 2), true);
    }

    /** How many calls one exchange of the current thread should hold at most. */
    int mostCalls() {
        return Math.max(1, perSecond / (Background.isCurrent() ? PARTS_OF_A_SECOND_IN_BACKGROUND : PARTS_OF_A_SECOND));
    }

    /** Waits for its turn and runs. */
    byte[] pass(int calls, Exchange exchange) throws IOException {
        if (!Background.isCurrent()) {
            return pass(inFlight, () -> sleepUntil(turn(calls)), exchange);
        }
        return pass(
                inFlightInBackground,
                () -> {
                    while (!takeIdle(calls)) {
                        sleepUntil(idleFrom());
                    }
                },
                exchange);
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    private static byte[] pass(Semaphore places, Wait turn, Exchange exchange) throws IOException {
        try {
            turn.run();
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a turn");
            interrupted.initCause(e);
            throw interrupted;
        }
        try {
            return exchange.run();
        } finally {
            places.release();
        }
    }

    /** When these calls may go. */
    private synchronized long turn(int calls) {
        long turn = Math.max(System.nanoTime(), free);
        free = turn + calls * nanosPerCall;
        return turn;
    }

    private synchronized boolean takeIdle(int calls) {
        long now = System.nanoTime();
        if (free > now || freeInBackground > now) {
            return false;
        }
        free = now + calls * nanosPerCall;
        freeInBackground = now + 2 * calls * nanosPerCall;
        return true;
    }

    private synchronized long idleFrom() {
        return Math.max(free, freeInBackground);
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    }
}
