package dev.morlens.chain.rpc.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * When calls may leave: evenly, and so that no second at the endpoint has more than are allowed. When a call arrives there
 * nobody tells, but it has by the time of its answer: its place is free a second after that. Times are those of
 * {@link System#nanoTime}. Safe for many threads.
 */
final class CallSlots {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What has no answer by then has arrived: places are not kept for an endpoint that thinks for long. */
    private static final long LONGEST_WAY = TimeUnit.MILLISECONDS.toNanos(500);

    /** A turn that was taken. */
    static final class CallSlot {
        private final int calls;
        private long arrivedBy;

        private CallSlot(long time, int calls) {
            this.calls = calls;
            this.arrivedBy = time + LONGEST_WAY;
        }
    }

    private final int perSecond;
    private final long nanosPerCall;
    private final List<CallSlot> lately = new ArrayList<>();
    private long free;
    private long freeInBackground;

    /** @param now from then on */
    CallSlots(int perSecond, long now) {
        this.perSecond = perSecond;
        this.nanosPerCall = SECOND / perSecond;
        this.free = now;
        this.freeInBackground = now;
    }

    /** When so many calls may leave, if no turn is taken meanwhile; an answer may make it earlier. */
    synchronized long from(long now, int calls) {
        return allowed(Math.max(now, free), calls);
    }

    /** The same where half of all is left to others. */
    synchronized long fromInBackground(long now, int calls) {
        return allowed(Math.max(now, Math.max(free, freeInBackground)), calls);
    }

    /** These leave now. */
    synchronized CallSlot take(long now, int calls) {
        lately.removeIf(earlier -> earlier.arrivedBy + SECOND <= now);
        CallSlot callSlot = new CallSlot(now, calls);
        free = Math.max(free, now) + calls * nanosPerCall;
        lately.add(callSlot);
        return callSlot;
    }

    /** The same, of what half is left to others. */
    synchronized CallSlot takeInBackground(long now, int calls) {
        freeInBackground = now + 2 * calls * nanosPerCall;
        return take(now, calls);
    }

    /** The endpoint answered, or broke off: it cannot count these later. */
    synchronized void answered(CallSlot callSlot, long now) {
        callSlot.arrivedBy = Math.min(callSlot.arrivedBy, now);
    }

    /** From then on, when so many more are within what is allowed. */
    private long allowed(long from, int calls) {
        int inSecond = 0;
        List<CallSlot> byArrival = new ArrayList<>();
        for (CallSlot callSlot : lately) {
            if (callSlot.arrivedBy + SECOND > from) {
                byArrival.add(callSlot);
                inSecond += callSlot.calls;
            }
        }
        if (inSecond + calls <= perSecond) {
            return from;
        }
        byArrival.sort(Comparator.comparingLong(callSlot -> callSlot.arrivedBy));
        long allowed = from;
        for (CallSlot earlier : byArrival) {
            if (inSecond + calls <= perSecond) {
                break;
            }
            allowed = earlier.arrivedBy + SECOND;
            inSecond -= earlier.calls;
        }
        return allowed;
    }
}
