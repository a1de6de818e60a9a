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
    private final SecondLook secondLook;
    private final LogReader reader;
    private final long startBlock;
    private final Duration rest;
    private final Due search = new Due();

    private OptionalLong fetchedAgain = OptionalLong.empty();
    private int inVain;

    /** @param rest after fetching again; doubles each time that it was in vain */
    Watch(
            LedgerStore store,
            Completeness completeness,
            SecondLook secondLook,
            LogReader reader,
            long startBlock,
            Duration rest) {
        this.store = store;
        this.completeness = completeness;
        this.secondLook = secondLook;
        this.reader = reader;
        this.startBlock = startBlock;
        this.rest = rest.compareTo(LEAST_REST) > 0 ? rest : LEAST_REST;
    }

    void followed(FetchedBlocks blocks) {
        secondLook.followed(blocks);
    }

    /** Blocks were undone or backfilled: what was found before says nothing any more. */
    void reset() {
        secondLook.forget();
        completeness.reset();
    }

    IndexStatus.Completeness result() {
        return completeness.result();
    }

    /**
     * The first block that has to be fetched again, from every endpoint, and its successors up to the checkpoint. Empty if
     * nothing is known to be missing, or if no endpoint had it a while ago.
     */
    Optional<BlockRange> missing(BlockRef checkpoint) {
        OptionalLong missed = secondLook.missed();
        if (missed.isEmpty() && completeness.checkIfDue(checkpoint, store::bucketTotals) && search.isNow()) {
            missed = firstDifference(checkpoint);
            restIfInVain(missed);
        }
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        BlockRange range = new BlockRange(missed.getAsLong(), checkpoint.number());
        reader.suspect(range);
        return Optional.of(range);
    }

    private void restIfInVain(OptionalLong missed) {
        inVain = missed.equals(fetchedAgain) ? Math.min(MOST_DOUBLINGS, inVain + 1) : 0;
        fetchedAgain = missed;
        search.after(rest.multipliedBy(1L << inVain));
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
