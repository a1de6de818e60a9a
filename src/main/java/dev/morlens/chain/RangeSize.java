package dev.morlens.chain;

import dev.morlens.chain.value.BlockRange;

/**
 * How many blocks to ask for at once: what is refused halves it, a run of accepted ones grows it by half, up to just
 * below what was refused last; a long run tries beyond that, because logs lie more or less densely. Safe for many
 * threads.
 */
public final class RangeSize {

    /** Accepted in a row before it grows. */
    private static final int RUN = 8;

    /** Accepted in a row before what was refused is tried again: one refusal in so many costs nothing. */
    private static final int LONG_RUN = 50;

    private final long max;
    private long current;
    private long ceiling;
    private int accepted;

    /**
     * @param initial blocks to begin with, at least 1
     * @param max blocks never exceeded, at least {@code initial}
     */
    public RangeSize(long initial, long max) {
        if (initial < 1 || max < initial) {
            throw new IllegalArgumentException(
                    "expected 1 <= initial <= max blocks a range, got initial " + initial + " and max " + max);
        }
        this.max = max;
        this.current = initial;
        this.ceiling = max;
    }

    public synchronized long current() {
        return current;
    }

    /** This range, or what it held, was too much at once. */
    public synchronized void refused(BlockRange range) {
        accepted = 0;
        ceiling = Math.max(1, Math.min(ceiling, range.size() - 1));
        current = Math.max(1, Math.min(current, (range.size() + 1) / 2));
    }

    /** This range was answered. */
    public synchronized void accepted(BlockRange range) {
        if (range.size() < current) {
            return;
        }
        accepted++;
        if (accepted % LONG_RUN == 0) {
            ceiling = Math.min(max, 2 * ceiling);
        }
        if (accepted % RUN == 0) {
            current = Math.min(ceiling, current + Math.max(1, current / 2));
        }
    }
}
