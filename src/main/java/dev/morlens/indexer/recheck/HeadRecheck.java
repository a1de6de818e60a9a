package dev.morlens.indexer.recheck;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.MergedLogs;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Some seconds after blocks were followed, all of them as one range: an endpoint that had not all of their logs then has them by
 * now.
 */
final class HeadRecheck implements RecheckSource {

    /** A restart or an outage of answers makes a range longer, and no more notes. */
    private static final int MOST_NOTES = 1_000;

    /** All blocks up to this one were there at that time. */
    private record Followed(long last, long nanos) {}

    private final Duration interval;
    private final LongSupplier blocksAtOnce;
    private final LongSupplier nanoTime;
    private final Deque<Followed> waiting = new ArrayDeque<>();
    private final IntervalTimer next;
    private long first;

    /**
     * @param interval between questions, and how old the newest block of one is at least
     * @param blocksAtOnce how many blocks one question may cover
     * @param nanoTime as {@link System#nanoTime}
     */
    HeadRecheck(Duration interval, LongSupplier blocksAtOnce, LongSupplier nanoTime) {
        this.interval = interval;
        this.blocksAtOnce = blocksAtOnce;
        this.nanoTime = nanoTime;
        this.next = new IntervalTimer(nanoTime);
    }

    void followed(BlockRange range) {
        if (waiting.isEmpty()) {
            first = range.first();
        }
        first = Math.min(first, range.first());
        if (waiting.size() == MOST_NOTES) {
            waiting.removeLast();
        }
        waiting.addLast(new Followed(range.last(), nanoTime.getAsLong()));
    }

    /** The store took back the blocks above this one. */
    void undone(long ancestor) {
        waiting.removeIf(followed -> followed.last() > ancestor);
        if (ancestor < first) {
            waiting.clear();
        }
    }

    @Override
    public Optional<BlockRange> due(BlockRef checkpoint) {
        long now = nanoTime.getAsLong();
        if (waiting.isEmpty() || !next.isNow()) {
            return Optional.empty();
        }
        long old = first - 1;
        for (Followed followed : waiting) {
            if (now - followed.nanos() >= interval.toNanos()) {
                old = Math.max(old, followed.last());
            }
        }
        if (old < first) {
            return Optional.empty();
        }
        next.after(interval);
        return Optional.of(new BlockRange(first, old).head(blocksAtOnce.getAsLong()));
    }

    @Override
    public void done(BlockRange range, MergedLogs told) {
        if (range.first() <= first) {
            first = Math.max(first, range.last() + 1);
            waiting.removeIf(followed -> followed.last() < first);
        }
    }
}
