package dev.morlens.chain.rpc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * When calls may leave: evenly, and in no second more than are allowed, though a batch leaves as a whole. Times are those of
 * {@link System#nanoTime}. Safe for many threads.
 */
final class Turns {

    /** Distances vary on the way: what leaves within a little more than a second may arrive within one. */
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(1_100);

    /** A turn that was taken. */
    static final class Turn {
        private final int calls;
        private long time;

        private Turn(long time, int calls) {
            this.time = time;
            this.calls = calls;
        }

        /** When it is. */
        long time() {
            return time;
        }
    }

    private final int perSecond;
    private final long nanosPerCall;
    private final Deque<Turn> lately = new ArrayDeque<>();
    private long free;
    private long freeInBackground;
    private int callsLately;

    /** @param now from then on */
    Turns(int perSecond, long now) {
        this.perSecond = perSecond;
        this.nanosPerCall = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.free = now;
        this.freeInBackground = now;
    }

    /** Takes the next turn of so many calls. */
    synchronized Turn take(long now, int calls) {
        Turn turn = new Turn(allowed(Math.max(now, free), calls), calls);
        free = turn.time + calls * nanosPerCall;
        lately.addLast(turn);
        callsLately += calls;
        return turn;
    }

    /** Whoever slept until its turn woke late: others leave as much later. */
    synchronized void left(Turn turn, long now) {
        turn.time = Math.max(turn.time, now);
        free = Math.max(free, turn.time + turn.calls * nanosPerCall);
    }

    /** Takes a turn at once, if nobody else has it and half of all is left to others; false if not. */
    synchronized boolean takeIdle(long now, int calls) {
        if (now < idleFrom(now, calls)) {
            return false;
        }
        take(now, calls);
        freeInBackground = now + 2 * calls * nanosPerCall;
        return true;
    }

    /** When {@link #takeIdle} may succeed, if nobody takes a turn meanwhile. */
    synchronized long idleFrom(long now, int calls) {
        return allowed(Math.max(now, Math.max(free, freeInBackground)), calls);
    }

    /** From then on, when so many more are within what is allowed. */
    private long allowed(long from, int calls) {
        while (!lately.isEmpty() && lately.getFirst().time + WINDOW <= from) {
            callsLately -= lately.removeFirst().calls;
        }
        long turn = from;
        int inWindow = callsLately;
        for (Turn earlier : lately) {
            if (inWindow + calls <= perSecond) {
                break;
            }
            turn = Math.max(turn, earlier.time + WINDOW);
            inWindow -= earlier.calls;
        }
        return turn;
    }
}
