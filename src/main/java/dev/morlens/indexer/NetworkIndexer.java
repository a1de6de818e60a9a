package dev.morlens.indexer;

import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.indexer.audit.Auditor;
import dev.morlens.indexer.backfill.FinalBlockReader;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.BlockFetcher;
import dev.morlens.indexer.fetch.FetchedBlocks;
import dev.morlens.indexer.head.FinalityMarker;
import dev.morlens.indexer.head.FinalizedBlockTracker;
import dev.morlens.indexer.head.HeadEvent;
import dev.morlens.indexer.head.HeadFollower;
import dev.morlens.indexer.head.LookPace;
import dev.morlens.indexer.head.ReorganisationFinder;
import dev.morlens.indexer.post.BatchPoster;
import dev.morlens.indexer.rebuild.DerivationUpgrade;
import dev.morlens.indexer.recheck.CompletenessMonitor;
import dev.morlens.indexer.report.EndpointProfileKeeper;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.store.write.BlockBatch;
import dev.morlens.store.write.LedgerStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Keeps one network's index, a step at a time: backfills in ranges up to the finalized block, then follows block by block.
 * Each step leaves the store at a whole checkpoint, so it may be stopped at any instant.
 */
public final class NetworkIndexer {

    /** What the parts of one network's indexer are. */
    record Collaborators(
            LedgerStore store,
            BlockFetcher fetcher,
            FinalBlockReader settled,
            BatchPoster bookkeeper,
            ReorganisationFinder reconciler,
            HeadFollower follower,
            LookPace pace,
            FinalizedBlockTracker finality,
            CompletenessMonitor watch,
            Auditor auditor,
            DerivationUpgrade upgrade,
            EndpointProfileKeeper profiles,
            ProgressReporter reporter) {}

    private final Collaborators collaborators;
    private final IndexerConfig config;
    private final long startBlock;
    private final FinalityMarker finalityMarker;

    /** Whether the store has the indexes of readers: a process that was killed may have left some unmade. */
    private boolean readable;

    /** Whether the reporter knows the counts of anomalies as they stand. */
    private boolean counted;

    NetworkIndexer(Collaborators collaborators, IndexerConfig config, long startBlock) {
        this.collaborators = collaborators;
        this.config = config;
        this.startBlock = startBlock;
        this.finalityMarker = new FinalityMarker(collaborators.store().blocks(), collaborators.fetcher());
    }

    /**
     * Does what there is to do next.
     *
     * @return how long after this step's beginning the next one is due
     */
    public Duration step() {
        ChainIdWitness chain = collaborators.fetcher().sameChain();
        try {
            return next();
        } catch (TemporaryNodeException e) {
            // Where answers contradict each other, one of them may be of another chain, and would be believed later.
            chain.confirm();
            throw e;
        }
    }

    private Duration next() {
        collaborators.profiles().keepIfDue();
        Optional<BlockRef> checkpoint = collaborators.store().checkpoint();
        BlockHeader newest = collaborators.follower().newest(checkpoint);
        FinalizedBlockTracker.KnownFinalBlock finality =
                collaborators.finality().blocks(newest);
        collaborators.reporter().head(newest, finality);
        checkpoint.ifPresent(collaborators.reporter()::indexed);
        Optional<BlockRef> target = finality.deep().filter(block -> isFarBelow(block, checkpoint));
        if (target.isPresent()) {
            catchUp(checkpoint, target.get(), finality.told());
            collaborators.pace().skip();
            return Duration.ZERO;
        }
        return checkpoint.isEmpty() ? firstBlock(newest) : follow(checkpoint.get(), newest, finality);
    }

    void release() {
        collaborators.store().release();
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
                checkpoint.flatMap(block -> collaborators.reconciler().parting(block, target));
        if (fork.isPresent()) {
            undo(fork.get());
            return;
        }
        if (checkpoint.isEmpty()) {
            collaborators.store().deferIndexes();
        }
        collaborators.watch().backfilling();
        new Backfill(collaborators, new BlockRange(next(checkpoint), target.number()), finalized).run();
        readable = true;
    }

    /** A chain so young that nothing of it is final yet: begin at its first block, which is never undone. */
    private Duration firstBlock(BlockHeader newest) {
        if (newest.number() < startBlock) {
            return config.pollInterval();
        }
        write(collaborators.settled().group(BlockRange.single(startBlock)), OptionalLong.of(startBlock));
        return Duration.ZERO;
    }

    private Duration follow(BlockRef checkpoint, BlockHeader newest, FinalizedBlockTracker.KnownFinalBlock finality) {
        if (!readable) {
            collaborators.store().makeIndexes();
            readable = true;
        }
        Optional<HeadEvent> event = collaborators.follower().event(checkpoint, newest);
        boolean more = event.isPresent() && apply(event.get(), newest);
        finality.told().ifPresent(finalityMarker::settle);
        finality.deep().ifPresent(finalityMarker::prune);
        if (!more) {
            more = collaborators
                    .store()
                    .checkpoint()
                    .flatMap(collaborators.watch()::missing)
                    .map(this::fetchAgain)
                    .isPresent();
            collaborators.reporter().watched(collaborators.watch());
            if (more
                    || !collaborators
                            .upgrade()
                            .work(checkpoint, collaborators.pace().interval())) {
                collaborators.auditor().start();
            }
        }
        if (!counted) {
            collaborators.reporter().counts(collaborators.store().anomalyCounts());
            counted = true;
        }
        collaborators.pace().looked();
        collaborators.reporter().asking(collaborators.pace().asking());
        collaborators.reporter().following();
        return more ? Duration.ZERO : collaborators.pace().interval();
    }

    /**
     * Takes back blocks of which logs are missing, however old, so that they are fetched as if they were new. Block 0 can
     * stay: it has no transactions, and so no logs.
     */
    private BlockRange fetchAgain(BlockRange missing) {
        ChainIdWitness chain = collaborators.fetcher().sameChain();
        BlockRef before =
                collaborators.fetcher().header(Math.max(0, missing.first() - 1)).ref();
        chain.confirm();
        Optional<Hash> kept = collaborators.store().blocks().hash(before.number());
        // If it was reorganised away meanwhile, the next look at the head undoes more.
        if (kept.isEmpty() || kept.get().equals(before.hash())) {
            collaborators.reporter().fetchingAgain(missing);
            undo(before);
        }
        return missing;
    }

    private void undo(HeadEvent.Reorged reorged) {
        undo(reorged.commonAncestor());
        collaborators.reporter().reorganised(reorged);
    }

    private void undo(BlockRef ancestor) {
        counted = false;
        collaborators.bookkeeper().forget();
        collaborators.fetcher().forget();
        collaborators.auditor().touched(collaborators.store().undoTo(ancestor));
        collaborators.watch().undone(ancestor.number());
        collaborators.upgrade().undone(ancestor.number());
        collaborators.follower().undone(ancestor.number());
        collaborators.reporter().indexed(ancestor);
    }

    /** True if there is more to do at once. */
    private boolean apply(HeadEvent event, BlockHeader newest) {
        return switch (event) {
            case HeadEvent.BlocksAdded added -> append(added.blocks(), newest);
            case HeadEvent.HeadersAdded added ->
                append(collaborators.fetcher().atHead(added.headers(), newest), newest);
            case HeadEvent.LeftOut leftOut -> {
                fetchAgain(leftOut.missing());
                yield true;
            }
            case HeadEvent.Reorged reorged -> {
                undo(reorged);
                yield true;
            }
        };
    }

    private boolean append(FetchedBlocks blocks, BlockHeader newest) {
        collaborators.auditor().touched(write(blocks, OptionalLong.empty()));
        collaborators.watch().followed(blocks);
        return blocks.range().last() < newest.number();
    }

    /** The addresses that the blocks touched. */
    private Set<Address> write(FetchedBlocks blocks, OptionalLong finalized) {
        BlockBatch batch = collaborators.bookkeeper().post(blocks, finalized, () -> {});
        try {
            counted &= batch.postings().anomalies().isEmpty();
            Set<Address> touched = collaborators.store().append(batch);
            collaborators.reporter().indexed(batch.head());
            return touched;
        } catch (RuntimeException e) {
            collaborators.bookkeeper().forget();
            throw e;
        }
    }
}
