package dev.morlens.indexer;

import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.FetchedBlocks;
import dev.morlens.indexer.head.FinalityMarker;
import dev.morlens.indexer.head.FinalizedBlockTracker;
import dev.morlens.indexer.head.HeadEvent;
import dev.morlens.store.write.BlockBatch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Keeps one network's index, a step at a time: backfills in ranges up to the finalized block, then follows block by block.
 * Each step leaves the store at a whole checkpoint, so it may be stopped at any instant.
 */
public final class NetworkIndexer {

    private final IndexerParts parts;
    private final IndexerConfig config;
    private final long startBlock;
    private final FinalityMarker finalityMarker;

    /** Whether the store has the indexes of readers: a process that was killed may have left some unmade. */
    private boolean readable;

    /** Whether the reporter knows the counts of anomalies as they stand. */
    private boolean counted;

    NetworkIndexer(IndexerParts parts, IndexerConfig config, long startBlock) {
        this.parts = parts;
        this.config = config;
        this.startBlock = startBlock;
        this.finalityMarker = new FinalityMarker(parts.store().blocks(), parts.fetcher());
    }

    /**
     * Does what there is to do next.
     *
     * @return how long after this step's beginning the next one is due
     */
    public Duration step() {
        ChainIdWitness chain = parts.fetcher().sameChain();
        try {
            return next();
        } catch (TemporaryNodeException e) {
            // Where answers contradict each other, one of them may be of another chain, and would be believed later.
            chain.confirm();
            throw e;
        }
    }

    private Duration next() {
        parts.profiles().keepIfDue();
        Optional<BlockRef> checkpoint = parts.store().checkpoint();
        BlockHeader newest = parts.follower().newest(checkpoint);
        FinalizedBlockTracker.KnownFinalBlock finality = parts.finality().blocks(newest);
        parts.reporter().head(newest, finality);
        checkpoint.ifPresent(parts.reporter()::indexed);
        Optional<BlockRef> target = finality.deep().filter(block -> isFarBelow(block, checkpoint));
        if (target.isPresent()) {
            catchUp(checkpoint, target.get(), finality.told());
            parts.pace().skip();
            return Duration.ZERO;
        }
        return checkpoint.isEmpty() ? firstBlock(newest) : follow(checkpoint.get(), newest, finality);
    }

    void release() {
        parts.store().release();
    }

    private boolean isFarBelow(BlockRef target, Optional<BlockRef> checkpoint) {
        long least = checkpoint.isEmpty() ? 1 : config.backfillAbove();
        return target.number() - next(checkpoint) + 1 >= least;
    }

    private long next(Optional<BlockRef> checkpoint) {
        return checkpoint.map(block -> block.number() + 1).orElse(startBlock);
    }

    private void catchUp(Optional<BlockRef> checkpoint, BlockRef target, Optional<BlockRef> finalized) {
        Optional<HeadEvent.Reorged> fork =
                checkpoint.flatMap(block -> parts.reorganisations().parting(block, target));
        if (fork.isPresent()) {
            undo(fork.get());
            return;
        }
        if (checkpoint.isEmpty()) {
            parts.store().indexes().defer();
        }
        parts.completeness().backfilling();
        new Backfill(parts, new BlockRange(next(checkpoint), target.number()), finalized).run();
        readable = true;
    }

    /** A chain so young that nothing of it is final yet: begin at its first block, which is never undone. */
    private Duration firstBlock(BlockHeader newest) {
        if (newest.number() < startBlock) {
            return config.pollInterval();
        }
        write(parts.finalBlocks().group(BlockRange.single(startBlock)), OptionalLong.of(startBlock));
        return Duration.ZERO;
    }

    private Duration follow(BlockRef checkpoint, BlockHeader newest, FinalizedBlockTracker.KnownFinalBlock finality) {
        if (!readable) {
            parts.store().indexes().make();
            readable = true;
        }
        Optional<HeadEvent> event = parts.follower().event(checkpoint, newest);
        boolean more = event.isPresent() && apply(event.get(), newest);
        finality.told().ifPresent(finalityMarker::markFinal);
        finality.deep().ifPresent(finalityMarker::prune);
        if (!more) {
            more = parts.store()
                    .checkpoint()
                    .flatMap(parts.completeness()::rangeToRefetch)
                    .map(this::refetch)
                    .isPresent();
            parts.reporter().completeness(parts.completeness());
            if (more || !parts.upgrade().work(checkpoint, parts.pace().interval())) {
                parts.auditor().start();
            }
        }
        if (!counted) {
            parts.reporter().counts(parts.store().anomalyCounts());
            counted = true;
        }
        parts.pace().looked();
        parts.reporter().asking(parts.pace().asking());
        parts.reporter().following();
        return more ? Duration.ZERO : parts.pace().interval();
    }

    /**
     * Takes back blocks of which logs are missing, however old, so that they are fetched as if they were new. Block 0 can
     * stay: it has no transactions, and so no logs.
     */
    private BlockRange refetch(BlockRange missing) {
        ChainIdWitness chain = parts.fetcher().sameChain();
        BlockRef before =
                parts.fetcher().header(Math.max(0, missing.first() - 1)).ref();
        chain.confirm();
        Optional<Hash> kept = parts.store().blocks().hash(before.number());
        // If it was reorganised away meanwhile, the next look at the head undoes more.
        if (kept.isEmpty() || kept.get().equals(before.hash())) {
            parts.reporter().fetchingAgain(missing);
            undo(before);
        }
        return missing;
    }

    private void undo(HeadEvent.Reorged reorged) {
        undo(reorged.commonAncestor());
        parts.reporter().reorganised(reorged);
    }

    private void undo(BlockRef ancestor) {
        counted = false;
        parts.batchPoster().reset();
        parts.fetcher().reset();
        parts.auditor().touched(parts.store().undoTo(ancestor));
        parts.completeness().undone(ancestor.number());
        parts.upgrade().undone(ancestor.number());
        parts.follower().undone(ancestor.number());
        parts.reporter().indexed(ancestor);
    }

    /** True if there is more to do at once. */
    private boolean apply(HeadEvent event, BlockHeader newest) {
        return switch (event) {
            case HeadEvent.BlocksAdded added -> append(added.blocks(), newest);
            case HeadEvent.HeadersAdded added -> append(parts.fetcher().atHead(added.headers(), newest), newest);
            case HeadEvent.LeftOut leftOut -> {
                refetch(leftOut.missing());
                yield true;
            }
            case HeadEvent.Reorged reorged -> {
                undo(reorged);
                yield true;
            }
        };
    }

    private boolean append(FetchedBlocks blocks, BlockHeader newest) {
        parts.auditor().touched(write(blocks, OptionalLong.empty()));
        parts.completeness().followed(blocks);
        return blocks.range().last() < newest.number();
    }

    /** The addresses that the blocks touched. */
    private Set<Address> write(FetchedBlocks blocks, OptionalLong finalized) {
        BlockBatch batch = parts.batchPoster().post(blocks, finalized, () -> {});
        try {
            counted &= batch.postings().anomalies().isEmpty();
            Set<Address> touched = parts.store().append(batch);
            parts.reporter().indexed(batch.head());
            return touched;
        } catch (RuntimeException e) {
            parts.batchPoster().reset();
            throw e;
        }
    }
}
