package dev.morlens.indexer.fetch;

import dev.morlens.chain.value.BlockRange;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What is known of endpoints that left logs out, of one network: it outlives an indexer that failed, which is often just then.
 * Safe for many threads but for its rests.
 */
public final class SuspectRange {

    /** With the pauses between, some minutes: an endpoint that contradicts the others must not stop the index for good. */
    private static final int MOST_FAILURES = 8;

    private static final int MOST_DOUBLINGS = 8;

    /** A log that somebody tells can be had, soon. */
    private static final int MOST_DOUBLINGS_IF_TOLD = 4;

    private final BackoffByBlock ofTold;
    private final BackoffByBlock ofSums;
    private Optional<BlockRange> suspected = Optional.empty();
    private int failures;

    /** @param rest after a block was fetched again */
    public SuspectRange(Duration rest) {
        this(rest, System::nanoTime);
    }

    /**
     * @param rest after a block was fetched again
     * @param nanoTime as {@link System#nanoTime}
     */
    public SuspectRange(Duration rest, LongSupplier nanoTime) {
        this.ofTold = new BackoffByBlock(rest, MOST_DOUBLINGS_IF_TOLD, nanoTime);
        this.ofSums = new BackoffByBlock(rest, MOST_DOUBLINGS, nanoTime);
    }

    /** Of blocks that lacked a log that an endpoint tells. */
    public BackoffByBlock ofTold() {
        return ofTold;
    }

    /** Of blocks with which the sums begin to differ. */
    public BackoffByBlock ofSums() {
        return ofSums;
    }

    /** From now on every endpoint is asked about these blocks. */
    public synchronized void suspect(BlockRange range) {
        suspected = Optional.of(range);
        failures = 0;
    }

    synchronized boolean suspects(BlockRange range) {
        return suspected
                .filter(within -> range.first() <= within.last() && within.first() <= range.last())
                .isPresent();
    }

    /** An indexer begins: the one before, if there was one, has failed. */
    public synchronized void begin() {
        if (++failures > MOST_FAILURES) {
            suspected = Optional.empty();
        }
    }
}
