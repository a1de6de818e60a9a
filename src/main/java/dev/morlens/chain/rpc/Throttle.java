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

    /** Of a second's calls in one exchange: another question then waits no longer than half a second for its turn. */
    private static final int PARTS_OF_A_SECOND = 2;

    private static final int PARTS_OF_A_SECOND_IN_BACKGROUND = 4;

    private final int perSecond;
    private final Turns turns;
    private final Semaphore inFlight;
    private final Semaphore inFlightInBackground;

    /**
     * @param perSecond calls
     * @param atOnce exchanges
     */
    Throttle(int perSecond, int atOnce) {
        this.perSecond = perSecond;
        this.turns = new Turns(perSecond, System.nanoTime());
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
            return pass(inFlight, () -> await(turns.take(System.nanoTime(), calls)), exchange);
        }
        return pass(
                inFlightInBackground,
                () -> {
                    while (!turns.takeIdle(System.nanoTime(), calls)) {
                        sleepUntil(turns.idleFrom(System.nanoTime(), calls));
                    }
                },
                exchange);
    }

    /** For calls of an exchange that runs already: waits for another turn. */
    void again(int calls) throws InterruptedIOException {
        try {
            await(turns.take(System.nanoTime(), calls));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    private static byte[] pass(Semaphore places, Wait turn, Exchange exchange) throws IOException {
        try {
            // Before its turn: those that wait for a place with their turn over would leave together.
            places.acquire();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            turn.run();
            return exchange.run();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            places.release();
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a turn");
        interrupted.initCause(cause);
        return interrupted;
    }

    private void await(Turns.Turn turn) throws InterruptedException {
        sleepUntil(turn.time());
        turns.left(turn, System.nanoTime());
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    }
}
