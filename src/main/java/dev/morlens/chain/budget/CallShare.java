package dev.morlens.chain.budget;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One purpose's part of a day's calls: so many come in evenly, those of an hour are kept, and whoever began with one left may
 * overdraw it, which the next ones wait for. In no 24 hours it is more than the part, but for what is overdrawn. Times are
 * those of {@link System#nanoTime}. Safe for many threads.
 */
final class CallShare {

    private static final double HOURS = 24;
    private static final double NANOS_A_DAY = TimeUnit.DAYS.toNanos(1);

    private final double kept;
    private final double perNano;
    private double left;
    private long countedAt;

    /** @param now from then on, with an hour's calls */
    CallShare(double callsADay, long now) {
        this.kept = callsADay / HOURS;
        this.perNano = callsADay * (HOURS - 1) / HOURS / NANOS_A_DAY;
        this.left = kept;
        this.countedAt = now;
    }

    synchronized void take(int calls, long now) {
        count(now);
        left -= calls;
    }

    /** Until there is one. */
    synchronized Duration untilAny(long now) {
        count(now);
        return left >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - left) / perNano));
    }

    /** Whole calls that are left now; 0 while overdrawn. */
    synchronized long left(long now) {
        count(now);
        return Math.max(0, (long) left);
    }

    /** Between tasks that take so many calls each. */
    Duration pace(double calls) {
        return Duration.ofNanos((long) (calls / perNano));
    }

    private void count(long now) {
        left = Math.min(kept, left + (now - countedAt) * perNano);
        countedAt = now;
    }
}
