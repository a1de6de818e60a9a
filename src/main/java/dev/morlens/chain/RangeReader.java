package dev.morlens.chain;

import dev.morlens.chain.value.BlockRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Reads a long range of blocks piece by piece: a few pieces ahead in parallel, delivered strictly in order, tiling the
 * whole exactly once. Pieces that a node refuses as too large halve themselves, and later ones grow again ({@link
 * RangeSize}).
 *
 * @param <T> what a piece is read into
 */
public final class RangeReader<T> {

    /** Takes the pieces in order, in the thread that reads; while it works, no more than the look-ahead is fetched. */
    public interface Sink<T> {
        void accept(BlockRange range, T content);
    }

    private record Piece<T>(BlockRange range, T content) {}

    /** What a worker got of its range: pieces in order, and the failure that ended it, or null. */
    private record Fetched<T>(List<Piece<T>> pieces, RuntimeException failure) {}

    private final Function<BlockRange, T> read;
    private final RangeSize size;
    private final int ahead;

    /**
     * @param read reads one piece; run in several threads; may throw {@link RangeTooLargeException} to have it split
     * @param ahead how many pieces are fetched or wait at most; at least 1
     */
    public RangeReader(Function<BlockRange, T> read, RangeSize size, int ahead) {
        if (ahead < 1) {
            throw new IllegalArgumentException("expected to read at least 1 range ahead, got " + ahead);
        }
        this.read = read;
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
            deliver(whole, sink, workers);
        } finally {
            workers.shutdownNow();
            workers.close();
        }
    }

    private void deliver(BlockRange whole, Sink<T> sink, ExecutorService workers) {
        Deque<Future<Fetched<T>>> pending = new ArrayDeque<>();
        long next = whole.first();
        while (next <= whole.last() || !pending.isEmpty()) {
            while (next <= whole.last() && pending.size() < ahead) {
                BlockRange piece = new BlockRange(next, whole.last()).head(size.current());
                pending.add(workers.submit(() -> fetch(piece)));
                next = piece.last() + 1;
            }
            Fetched<T> fetched = await(pending.remove());
            fetched.pieces().forEach(piece -> sink.accept(piece.range(), piece.content()));
            if (fetched.failure() != null) {
                throw fetched.failure();
            }
        }
    }

    private Fetched<T> fetch(BlockRange range) {
        List<Piece<T>> pieces = new ArrayList<>();
        try {
            Halving.read(range, part -> pieces.add(piece(part)));
            return new Fetched<>(pieces, null);
        } catch (RuntimeException e) {
            return new Fetched<>(pieces, e);
        }
    }

    private Piece<T> piece(BlockRange range) {
        try {
            Piece<T> piece = new Piece<>(range, read.apply(range));
            size.accepted(range);
            return piece;
        } catch (RangeTooLargeException e) {
            if (range.size() > 1) {
                size.refused(range);
            }
            throw e;
        }
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
