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

    private static final int MOST_DOUBLINGS = 8;
    private static final Duration LEAST_REST = Duration.ofSeconds(1);

    private final LedgerStore store;
    private final Completeness completeness;
    private final Looks looks;
    private final LogReader reader;
    private final long startBlock;
    private final IndexerConfig config;
    private final Due search = new Due();

    private OptionalLong fetchedAgain = OptionalLong.empty();
    private int inVain;

    Watch(
            LedgerStore store,
            Completeness completeness,
            Looks looks,
            LogReader reader,
            long startBlock,
            IndexerConfig config) {
        this.store = store;
        this.completeness = completeness;
        this.looks = looks;
        this.reader = reader;
        this.startBlock = startBlock;
        this.config = config;
    }

    void followed(FetchedBlocks blocks) {
        looks.followed(blocks);
    }

    /** Blocks are read in ranges now: what the sums were says nothing any more. */
    void backfilling() {
        looks.backfilling();
        completeness.reset();
    }

    /** Blocks above this one were taken back. */
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
        return looks.lookedTo();
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
        restIfInVain(missed);
        BlockRange range = new BlockRange(missed.getAsLong(), checkpoint.number());
        reader.suspect(range);
        doubtBefore(range.first());
        return Optional.of(range);
    }

    /** Whoever left out a log may have left out others before, which move no sum. */
    private void doubtBefore(long missed) {
        if (missed > startBlock) {
            looks.doubt(new BlockRange(Math.max(startBlock, missed - config.lateLookAfter()), missed - 1));
        }
    }

    private OptionalLong missed(BlockRef checkpoint) {
        OptionalLong missed = looks.missed(checkpoint);
        if (missed.isPresent()) {
            return missed.equals(fetchedAgain) && !search.isNow() ? OptionalLong.empty() : missed;
        }
        boolean differs = completeness.checkIfDue(checkpoint, store::bucketTotals);
        return differs && search.isNow() ? firstDifference(checkpoint) : OptionalLong.empty();
    }

    /** The rest doubles each time that it was in vain. */
    private void restIfInVain(OptionalLong missed) {
        inVain = missed.equals(fetchedAgain) ? Math.min(MOST_DOUBLINGS, inVain + 1) : 0;
        fetchedAgain = missed;
        search.after(rest().multipliedBy(1L << inVain));
    }

    private Duration rest() {
        Duration rest = config.completenessInterval();
        return rest.compareTo(LEAST_REST) > 0 ? rest : LEAST_REST;
    }

    private OptionalLong firstDifference(BlockRef checkpoint) {
        try {
            return OptionalLong.of(bisect(startBlock, checkpoint.number()));
        } catch (RefusedByNodeException e) {
            LOG.warnf(
                    "a missing log cannot be searched by old states (%s): all blocks are fetched again",
                    e.getMessage());
            return OptionalLong.of(startBlock);
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
