package dev.morlens.chain.rpc.http;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.rpc.http.CallSlots.CallSlot;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many calls pass a second, and so many HTTP exchanges at once. Calls are the members of batches: it is those that
 * providers count. What nobody waits for passes only where nobody else does, and takes half at most.
 */
public final class Throttle {

    /** An exchange. */
    interface ThrottledExchange {
        byte[] run() throws IOException;
    }

    /** Of a second's calls in one exchange: another question then waits no longer than half a second for its turn. */
    private static final int PARTS_OF_A_SECOND = 2;

    private static final int PARTS_OF_A_SECOND_IN_BACKGROUND = 4;

    private static final long SHORTEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(10);

    private final int perSecond;
    private final CallSlots callSlots;
    private final Object changed = new Object();
    private final Semaphore queue = new Semaphore(1, true);
    private final Semaphore inFlight;
    private final Semaphore inFlightInBackground;

    /**
     * @param perSecond calls
     * @param atOnce exchanges
     */
    public Throttle(int perSecond, int atOnce) {
        this.perSecond = perSecond;
        this.callSlots = new CallSlots(perSecond, System.nanoTime());
        this.inFlight = new Semaphore(atOnce, true);
        this.inFlightInBackground = new Semaphore(Math.max(1, atOnce / 2), true);
    }

    /** How many calls one exchange of the current thread should hold at most. */
    public int mostCalls() {
        return Math.max(
                1, perSecond / (CallPurpose.isBackground() ? PARTS_OF_A_SECOND_IN_BACKGROUND : PARTS_OF_A_SECOND));
    }

    /** Waits for its turn and runs. */
    byte[] pass(int calls, ThrottledExchange throttledExchange) throws IOException {
        boolean inBackground = CallPurpose.isBackground();
        Semaphore places = inBackground ? inFlightInBackground : inFlight;
        try {
            // Before its turn: those that wait for a place with their turn over would leave together.
            places.acquire();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            CallSlot callSlot = inBackground ? awaitIdle(calls) : await(calls);
            try {
                return throttledExchange.run();
            } finally {
                callSlots.answered(callSlot, System.nanoTime());
                wakeTheNext();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            places.release();
        }
    }

    /** For calls of an exchange that runs already: waits for another turn. */
    void again(int calls) throws InterruptedIOException {
        try {
            await(calls);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** One after the other, in the order in which they came. */
    private CallSlot await(int calls) throws InterruptedException {
        queue.acquire();
        try {
            synchronized (changed) {
                long now = System.nanoTime();
                for (long from = callSlots.from(now, calls); from > now; from = callSlots.from(now, calls)) {
                    TimeUnit.NANOSECONDS.timedWait(changed, from - now);
                    now = System.nanoTime();
                }
                return callSlots.take(now, calls);
            }
        } finally {
            queue.release();
            wakeTheNext();
        }
    }

    private CallSlot awaitIdle(int calls) throws InterruptedException {
        synchronized (changed) {
            long now = System.nanoTime();
            long from = callSlots.fromInBackground(now, calls);
            while (from > now || queue.availablePermits() == 0) {
                TimeUnit.NANOSECONDS.timedWait(changed, Math.max(from - now, SHORTEST_SLEEP));
                now = System.nanoTime();
                from = callSlots.fromInBackground(now, calls);
            }
            return callSlots.takeInBackground(now, calls);
        }
    }

    private void wakeTheNext() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a turn");
        interrupted.initCause(cause);
        return interrupted;
    }
}
