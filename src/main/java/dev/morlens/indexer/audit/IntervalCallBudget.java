package dev.morlens.indexer.audit;

import dev.morlens.chain.IntervalTimer;
import java.time.Duration;
import java.util.function.LongSupplier;

/** So many calls an interval; whoever spent more waits until that is made up for. */
public final class IntervalCallBudget implements AuditBudget {

    private final int calls;
    private final Duration interval;
    private final IntervalTimer next;

    /**
     * @param calls 0 for none ever
     * @param nanoTime as {@link System#nanoTime}
     */
    public IntervalCallBudget(int calls, Duration interval, LongSupplier nanoTime) {
        this.calls = calls;
        this.interval = interval;
        this.next = new IntervalTimer(nanoTime);
    }

    @Override
    public long left() {
        return next.isNow() ? calls : 0;
    }

    @Override
    public void spent(long calls) {
        next.after(time(calls));
    }

    @Override
    public Duration time(long calls) {
        return Duration.ofNanos(Math.round((double) interval.toNanos() * calls / this.calls));
    }
}
