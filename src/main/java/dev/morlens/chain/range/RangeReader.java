package dev.morlens.chain.range;

import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RangeTooLargeException.Reason;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.BlockRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Reads a long range of blocks piece by piece: a few pieces ahead in parallel, delivered strictly in order, tiling the
 * whole exactly once. Of a piece that a node refuses as too large the beginning is read first, and the rest in sizes by what
 * was learnt from that ({@link RangeSize}).
 *
 * @param <T> what a piece is read into
 */
public final class RangeReader<T> {

    /** Takes the pieces in order, in the thread that reads; while it works, no more than the look-ahead is fetched. */
    public interface Sink<T> {
        void accept(BlockRange range, T content);
    }

    /** What to read next of what is left, when so many logs of it were found. */
    private interface Sizes {
        RangeSize.Next of(BlockRange left, long held);
    }

    private record Piece<T>(BlockRange range, T content, long logs) {}

    /**
     * What a worker got of its range.
     *
     * @param piece its beginning; null after a failure
     * @param rest what is still to be read of it, because the whole was too large
     * @param refusal of the whole, or null
     * @param failure or null
     */
    private record Fetched<T>(
            Piece<T> piece, Optional<BlockRange> rest, RangeTooLargeException refusal, RuntimeException failure) {}

    private final Function<BlockRange, T> read;
    private final ToLongFunction<T> logs;
    private final RangeSize size;
    private final int ahead;

    /** Held while it is found out how much is taken where something was refused: others wait for that. */
    private final Lock finding = new ReentrantLock();

    /** @see #RangeReader(Function, ToLongFunction, RangeSize, int) */
    public RangeReader(Function<BlockRange, T> read, RangeSize size, int ahead) {
        this(read, content -> 0, size, ahead);
    }

    /**
     * @param read reads one piece; run in several threads; may throw {@link RangeTooLargeException} to have it split
     * @param logs how many a piece holds
     * @param ahead how many pieces are fetched or wait at most; at least 1
     */
    public RangeReader(Function<BlockRange, T> read, ToLongFunction<T> logs, RangeSize size, int ahead) {
        if (ahead < 1) {
            throw new IllegalArgumentException("expected to read at least 1 range ahead, got " + ahead);
        }
        this.read = read;
        this.logs = logs;
        this.size = size;
        this.ahead = ahead;
    }

    /**
     * Reads all of it. Stops at the first failure, after all pieces before it were delivered; the threads of the
     * others are interrupted and awaited.
     *
     * @throws RangeTooLargeException if even one block is too large
     * @throws TemporaryNodeException if this thread is interrupted, which is how to cancel
     */
    public void read(BlockRange whole, Sink<T> sink) {
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            deliver(whole, (left, held) -> size.next(left.first(), ahead), sink, workers);
        } finally {
            workers.shutdownNow();
            workers.close();
        }
    }

    private void deliver(BlockRange whole, Sizes sizes, Sink<T> sink, ExecutorService workers) {
        Reading reading = new Reading(whole, sizes, workers);
        for (Optional<Fetched<T>> next = reading.next(); next.isPresent(); next = reading.next()) {
            Fetched<T> fetched = next.get();
            if (fetched.failure() != null) {
                throw fetched.failure();
            }
            sink.accept(fetched.piece().range(), fetched.piece().content());
            if (fetched.rest().isPresent()) {
                reading.add(rest(fetched, sink, workers));
            }
        }
    }

    /** What was too large together with its beginning; gives the logs in it. */
    private long rest(Fetched<T> fetched, Sink<T> sink, ExecutorService workers) {
        LongAdder held = new LongAdder();
        Sink<T> counting = (range, content) -> {
            held.add(logs.applyAsLong(content));
            sink.accept(range, content);
        };
        long before = fetched.piece().logs();
        deliver(fetched.rest().get(), (left, found) -> size.within(left, before + found, ahead), counting, workers);
        if (fetched.refusal().reason() == Reason.RESULTS) {
            size.held(before + held.sum(), fetched.refusal().cap().isPresent());
        }
        return held.sum();
    }

    /** The reading of a range, some pieces ahead. */
    private final class Reading {

        private final BlockRange whole;
        private final Sizes sizes;
        private final ExecutorService workers;
        private final Deque<Future<Fetched<T>>> pending = new ArrayDeque<>();
        private final LongAdder found = new LongAdder();
        private Optional<BlockRange> left;

        Reading(BlockRange whole, Sizes sizes, ExecutorService workers) {
            this.whole = whole;
            this.sizes = sizes;
            this.workers = workers;
            this.left = Optional.of(whole);
        }

        /** The next piece in order; empty when there are no more. */
        Optional<Fetched<T>> next() {
            while (left.isPresent()) {
                RangeSize.Next next = sizes.of(left.get(), found.sum());
                if (pending.size() >= next.ahead()) {
                    break;
                }
                BlockRange piece = left.get().head(next.blocks());
                pending.add(workers.submit(() -> counted(fetch(piece))));
                left = whole.after(piece.last());
            }
            return pending.isEmpty() ? Optional.empty() : Optional.of(await(pending.remove()));
        }

        private Fetched<T> counted(Fetched<T> fetched) {
            if (fetched.piece() != null) {
                add(fetched.piece().logs());
            }
            return fetched;
        }

        void add(long logs) {
            found.add(logs);
        }
    }

    private Fetched<T> fetch(BlockRange range) {
        try {
            return new Fetched<>(piece(range), Optional.empty(), null, null);
        } catch (RangeTooLargeException e) {
            return fetchBeginning(range, e);
        } catch (RuntimeException e) {
            return new Fetched<>(null, Optional.empty(), null, e);
        }
    }

    private Fetched<T> fetchBeginning(BlockRange range, RangeTooLargeException refusal) {
        try {
            Piece<T> piece = beginning(range, refusal);
            return new Fetched<>(piece, range.after(piece.range().last()), refusal, null);
        } catch (RuntimeException e) {
            return new Fetched<>(null, Optional.empty(), refusal, e);
        }
    }

    /** As much of a range that was refused as is answered. */
    private Piece<T> beginning(BlockRange range, RangeTooLargeException refusal) {
        finding.lock();
        try {
            RangeTooLargeException last = refusal;
            while (true) {
                if (last.range().size() == 1) {
                    throw last;
                }
                try {
                    return piece(range.head(size.refused(last)));
                } catch (RangeTooLargeException again) {
                    last = again;
                }
            }
        } finally {
            finding.unlock();
        }
    }

    private Piece<T> piece(BlockRange range) {
        T content = read.apply(range);
        long held = logs.applyAsLong(content);
        size.accepted(range, held);
        return new Piece<>(range, content, held);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporaryNodeException("interrupted while reading a range", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker died of " + e.getCause(), e.getCause());
        }
    }
}
