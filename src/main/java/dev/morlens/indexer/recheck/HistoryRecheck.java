package dev.morlens.indexer.recheck;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.MergedLogs;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Long after blocks were fetched, all of them, in ranges: an endpoint that left logs out is well by then. Transfers between
 * wallets move no sum that could tell that they are missing.
 */
final class HistoryRecheck implements RecheckSource {

    /** Intervals after which fewer blocks than a range are worth a question. */
    private static final int PART_OF_A_RANGE = 60;

    private final RecheckProgress notes;
    private final FetchTimes fetches;
    private final Duration interval;
    private final LongSupplier blocksAtOnce;
    private final IntervalTimer next;
    private final IntervalTimer part;

    /**
     * @param fetches which blocks were fetched long enough ago
     * @param nanoTime as {@link System#nanoTime}
     */
    HistoryRecheck(
            RecheckProgress notes,
            FetchTimes fetches,
            Duration interval,
            LongSupplier blocksAtOnce,
            LongSupplier nanoTime) {
        this.notes = notes;
        this.fetches = fetches;
        this.interval = interval;
        this.blocksAtOnce = blocksAtOnce;
        this.next = new IntervalTimer(nanoTime);
        this.part = new IntervalTimer(nanoTime);
    }

    @Override
    public Optional<BlockRange> due(BlockRef checkpoint) {
        fetches.reached(checkpoint.number());
        long before = notes.get().to();
        long last = fetches.longAgo().orElse(before);
        if (!next.isNow() || last <= before) {
            return Optional.empty();
        }
        long most = blocksAtOnce.getAsLong();
        BlockRange range = new BlockRange(before + 1, last).head(most);
        if (range.size() < most && !part.isNow()) {
            return Optional.empty();
        }
        next.after(interval);
        part.after(interval.multipliedBy(PART_OF_A_RANGE));
        return Optional.of(range);
    }

    @Override
    public void done(BlockRange range, MergedLogs told) {
        notes.write(notes.get().withTo(range.last()));
    }
}
