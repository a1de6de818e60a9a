package dev.morlens.indexer.recheck;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.FetchedBlocks;
import dev.morlens.indexer.fetch.SuspectRange;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.write.LedgerStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Watches that no log was left out of the answers that the index was made from, and finds where one was. */
public final class CompletenessMonitor {

    private static final Logger LOG = Logger.getLogger(CompletenessMonitor.class);

    private final LedgerStore store;
    private final BalanceCheck balanceCheck;
    private final Rechecker rechecker;
    private final SuspectRange suspectRange;
    private final long startBlock;
    private final Duration reach;
    private final IntervalTimer search = new IntervalTimer();

    /** @param reach for so long before a log was left out others may have been */
    public CompletenessMonitor(
            LedgerStore store,
            BalanceCheck balanceCheck,
            Rechecker rechecker,
            SuspectRange suspectRange,
            long startBlock,
            Duration reach) {
        this.store = store;
        this.balanceCheck = balanceCheck;
        this.rechecker = rechecker;
        this.suspectRange = suspectRange;
        this.startBlock = startBlock;
        this.reach = reach;
    }

    public void followed(FetchedBlocks blocks) {
        rechecker.followed(blocks);
        balanceCheck.followed(blocks.logs().raw());
    }

    /** Blocks are about to be fetched in ranges: what the sums were says nothing any more. */
    public void backfilling() {
        balanceCheck.reset();
    }

    /** The store took back the blocks above this one. */
    public void undone(long ancestor) {
        rechecker.undone(ancestor);
        balanceCheck.reset();
    }

    /** Where a log was left out, sums that agree say nothing until the blocks before it were asked about again. */
    public IndexStatus.Completeness result() {
        boolean agrees = balanceCheck.result() == IndexStatus.Completeness.AGREES;
        return agrees && rechecker.isInDoubt() ? IndexStatus.Completeness.UNCHECKED : balanceCheck.result();
    }

    /** The last block of the history that was asked about long after it was fetched; empty if none was. */
    public OptionalLong historyCheckedTo() {
        return rechecker.historyCheckedTo() < startBlock
                ? OptionalLong.empty()
                : OptionalLong.of(rechecker.historyCheckedTo());
    }

    /**
     * The first block that has to be fetched again, from every endpoint, and its successors up to the checkpoint. Empty if
     * nothing is known to be missing, or if no endpoint had it a while ago.
     */
    public Optional<BlockRange> rangeToRefetch(BlockRef checkpoint) {
        OptionalLong missed = firstIncompleteBlock(checkpoint);
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        long first = missed.getAsLong();
        // With itself, in case this indexer fails before it has fetched it.
        rechecker.suspect(new BlockRange(Math.min(first, reachOf(first)), first));
        BlockRange range = new BlockRange(first, checkpoint.number());
        suspectRange.suspect(range);
        return Optional.of(range);
    }

    /** However fast blocks came by then. */
    private long reachOf(long block) {
        OptionalLong older = store.blocks().lastOlder(block, reach);
        return older.isPresent() ? Math.max(startBlock, older.getAsLong() + 1) : startBlock;
    }

    private OptionalLong firstIncompleteBlock(BlockRef checkpoint) {
        OptionalLong told = rechecker.firstIncompleteBlock(checkpoint, suspectRange.ofTold()::isResting);
        if (told.isPresent()) {
            suspectRange.ofTold().begin(told.getAsLong());
            return told;
        }
        boolean differs = balanceCheck.checkIfDue(checkpoint, store::bucketTotals);
        if (!differs || !search.isNow()) {
            return OptionalLong.empty();
        }
        long first = firstDifference(checkpoint);
        search.after(suspectRange.ofSums().begin(first));
        return OptionalLong.of(first);
    }

    private long firstDifference(BlockRef checkpoint) {
        try {
            return bisect(startBlock, checkpoint.number());
        } catch (RefusedByNodeException e) {
            LOG.warnf(
                    "a missing log cannot be searched by old states (%s): all blocks are fetched again",
                    e.getMessage());
            return startBlock;
        }
    }

    /** The lowest block in between at which the accounts differ from the chain; at the last one they do. */
    private long bisect(long first, long last) {
        long low = first;
        long high = last;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (balanceCheck.agreesAt(middle, store.totalsAt(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
