package dev.morlens.chain;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When something is to be done again; at first it is due. By the process's own clock, which nobody sets: one that is set
 * back would put off for as long whatever waits by it. Safe for many threads.
 */
public final class IntervalTimer {

    private final LongSupplier nanoTime;
    private volatile long at;

    public IntervalTimer() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    public IntervalTimer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        atOnce();
    }

    public boolean isNow() {
        return left().isZero();
    }

    /** How long it takes until it is due; zero once it is. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, at - nanoTime.getAsLong()));
    }

    /** It is due after so long a time from now, and not before. */
    public void after(Duration pause) {
        at = nanoTime.getAsLong() + pause.toNanos();
    }

    public void atOnce() {
        at = nanoTime.getAsLong();
    }
}
