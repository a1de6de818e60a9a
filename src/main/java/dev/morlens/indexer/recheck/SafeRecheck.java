package dev.morlens.indexer.recheck;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.MergedLogs;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Blocks that followed ones have become safe of: what an endpoint tells of those it seldom takes back. */
final class SafeRecheck implements RecheckSource {

    private static final Logger LOG = Logger.getLogger(SafeRecheck.class);

    private final Supplier<Optional<BlockRef>> safe;
    private final Duration interval;
    private final LongSupplier blocksAtOnce;
    private final IntervalTimer next;
    private OptionalLong done = OptionalLong.empty();

    /**
     * @param safe asks for the newest safe block; empty where the node knows none
     * @param blocksAtOnce how many blocks one question may cover
     * @param nanoTime as {@link System#nanoTime}
     */
    SafeRecheck(
            Supplier<Optional<BlockRef>> safe, Duration interval, LongSupplier blocksAtOnce, LongSupplier nanoTime) {
        this.safe = safe;
        this.interval = interval;
        this.blocksAtOnce = blocksAtOnce;
        this.next = new IntervalTimer(nanoTime);
    }

    /** The store took back the blocks above this one. */
    void undone(long ancestor) {
        done = done.isEmpty() ? done : OptionalLong.of(Math.min(done.getAsLong(), ancestor));
    }

    @Override
    public Optional<BlockRange> due(BlockRef checkpoint) {
        if (!next.isNow()) {
            return Optional.empty();
        }
        next.after(interval);
        if (done.isEmpty()) {
            // What was fetched before is asked about later, with all the history.
            done = OptionalLong.of(checkpoint.number());
        }
        long first = done.getAsLong() + 1;
        return newest().map(block -> Math.min(block.number(), checkpoint.number()))
                .filter(last -> first <= last)
                .map(last -> new BlockRange(first, last).head(blocksAtOnce.getAsLong()));
    }

    private Optional<BlockRef> newest() {
        try {
            return safe.get();
        } catch (NodeException e) {
            LOG.debugf("the safe block is asked for later: %s", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void done(BlockRange range, MergedLogs told) {
        if (done.isPresent() && range.first() == done.getAsLong() + 1) {
            done = OptionalLong.of(range.last());
        }
    }
}
