package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.RefusedByNodeException;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.LedgerStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Watches that no log was left out of the answers that the index was made from, and finds where one was. */
final class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final LedgerStore store;
    private final Completeness completeness;
    private final Looks looks;
    private final Distrust distrust;
    private final long startBlock;
    private final Duration reach;
    private final Due search = new Due();

    /** @param reach for so long before a log was left out others may have been */
    Watch(
            LedgerStore store,
            Completeness completeness,
            Looks looks,
            Distrust distrust,
            long startBlock,
            Duration reach) {
        this.store = store;
        this.completeness = completeness;
        this.looks = looks;
        this.distrust = distrust;
        this.startBlock = startBlock;
        this.reach = reach;
    }

    void followed(FetchedBlocks blocks) {
        looks.followed(blocks);
        completeness.followed(blocks.logs().raw());
    }

    /** Blocks are about to be fetched in ranges: what the sums were says nothing any more. */
    void backfilling() {
        completeness.reset();
    }

    /** The store took back the blocks above this one. */
    void undone(long ancestor) {
        looks.undone(ancestor);
        completeness.reset();
    }

    /** Where a log was left out, sums that agree say nothing until the blocks before it were asked about again. */
    IndexStatus.Completeness result() {
        boolean agrees = completeness.result() == IndexStatus.Completeness.AGREES;
        return agrees && looks.isInDoubt() ? IndexStatus.Completeness.UNCHECKED : completeness.result();
    }

    /** The last block of the history that was asked about long after it was fetched; empty if none was. */
    OptionalLong lookedTo() {
        return looks.lookedTo() < startBlock ? OptionalLong.empty() : OptionalLong.of(looks.lookedTo());
    }

    /**
     * The first block that has to be fetched again, from every endpoint, and its successors up to the checkpoint. Empty if
     * nothing is known to be missing, or if no endpoint had it a while ago.
     */
    Optional<BlockRange> missing(BlockRef checkpoint) {
        OptionalLong missed = missed(checkpoint);
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        long first = missed.getAsLong();
        // With itself, in case this indexer fails before it has fetched it.
        looks.doubt(new BlockRange(Math.min(first, reachOf(first)), first));
        BlockRange range = new BlockRange(first, checkpoint.number());
        distrust.suspect(range);
        return Optional.of(range);
    }

    /** However fast blocks came by then. */
    private long reachOf(long block) {
        OptionalLong older = store.blocks().lastOlder(block, reach);
        return older.isPresent() ? Math.max(startBlock, older.getAsLong() + 1) : startBlock;
    }

    private OptionalLong missed(BlockRef checkpoint) {
        OptionalLong told = looks.missed(checkpoint, distrust.ofTold()::isResting);
        if (told.isPresent()) {
            distrust.ofTold().begin(told.getAsLong());
            return told;
        }
        boolean differs = completeness.checkIfDue(checkpoint, store::bucketTotals);
        if (!differs || !search.isNow()) {
            return OptionalLong.empty();
        }
        long first = firstDifference(checkpoint);
        search.after(distrust.ofSums().begin(first));
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
            if (completeness.agreesAt(middle, store.totalsAt(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
