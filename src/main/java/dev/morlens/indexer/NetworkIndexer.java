package dev.morlens.indexer;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.BlockBatch;
import dev.morlens.store.LedgerStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Keeps one network's index, a step at a time: backfills in ranges up to the finalized block, then follows block by block.
 * Each step leaves the store at a whole checkpoint, so it may be stopped at any instant.
 */
final class NetworkIndexer {

    /** What the parts of one network's indexer are. */
    record Parts(
            LedgerStore store,
            BlockFetcher fetcher,
            SettledBlocks settled,
            Bookkeeper bookkeeper,
            Reconciler reconciler,
            Finality finality,
            Watch watch,
            Auditor auditor,
            Reporter reporter,
            Clock clock) {}

    private final Parts parts;
    private final IndexerConfig config;
    private final long startBlock;

    /** Up to here the store knows that blocks are final. */
    private long settled = -1;

    /** Whether the store has the indexes of readers: a process that was killed may have left some unmade. */
    private boolean readable;

    /** Whether the reporter knows the counts as they stand. */
    private boolean counted;

    NetworkIndexer(Parts parts, IndexerConfig config, long startBlock) {
        this.parts = parts;
        this.config = config;
        this.startBlock = startBlock;
    }

    /**
     * Does what there is to do next.
     *
     * @return how long after this step's beginning the next one is due
     */
    Duration step() {
        BlockHeader newest = parts.reconciler().newest();
        long finalized = parts.finality().number(newest);
        parts.reporter().head(newest, finalized);
        Optional<BlockRef> checkpoint = parts.store().checkpoint();
        checkpoint.ifPresent(parts.reporter()::indexed);
        Optional<BlockRange> behind = behind(checkpoint, Math.min(finalized, newest.number()));
        if (behind.isPresent()) {
            if (checkpoint.isEmpty()) {
                parts.store().deferIndexes();
            }
            backfill(behind.get(), finalized);
            makeIndexes();
            return Duration.ZERO;
        }
        return checkpoint.isEmpty() ? firstBlock(newest) : follow(checkpoint.get(), newest, finalized);
    }

    /** The last thing to be done with it. */
    void release() {
        parts.store().release();
    }

    private Optional<BlockRange> behind(Optional<BlockRef> checkpoint, long finalized) {
        long next = checkpoint.map(block -> block.number() + 1).orElse(startBlock);
        long least = checkpoint.isEmpty() ? 1 : config.backfillAbove();
        return finalized - next + 1 < least ? Optional.empty() : Optional.of(new BlockRange(next, finalized));
    }

    private void backfill(BlockRange range, long finalized) {
        parts.watch().reset();
        Pace pace = new Pace(parts.clock(), range.first() - 1);
        parts.reporter().backfilling(range.first(), range.last(), pace);
        parts.settled().read(range, (piece, blocks) -> {
            write(blocks, finalized);
            pace.done(piece.last(), blocks.logs().raw().size());
            parts.reporter().backfilling(range.first(), range.last(), pace);
        });
    }

    /** A chain so young that nothing of it is final yet: begin at its first block, which is never undone. */
    private Duration firstBlock(BlockHeader newest) {
        if (newest.number() < startBlock) {
            return config.pollInterval();
        }
        write(parts.settled().group(BlockRange.single(startBlock)), startBlock);
        return Duration.ZERO;
    }

    private void makeIndexes() {
        parts.store().makeIndexes();
        readable = true;
    }

    private Duration follow(BlockRef checkpoint, BlockHeader newest, long finalized) {
        if (!readable) {
            makeIndexes();
        }
        long floor = Math.max(startBlock, Math.min(finalized, checkpoint.number()));
        Optional<HeadEvent> event =
                parts.reconciler().reconcile(checkpoint, newest, floor).or(() -> newlyFinal(floor));
        boolean more = event.isPresent() && apply(event.get(), newest, finalized);
        if (!more) {
            more = parts.store()
                    .checkpoint()
                    .flatMap(parts.watch()::missing)
                    .map(this::fetchAgain)
                    .isPresent();
            parts.reporter().completeness(parts.watch().result());
            parts.auditor().start();
        }
        if (event.isPresent() || !counted) {
            parts.reporter().counts(parts.store().anomalyCounts());
            counted = true;
        }
        parts.reporter().following();
        return more ? Duration.ZERO : config.pollInterval();
    }

    /** Takes back blocks of which logs are missing, however old, so that they are fetched as if they were new. */
    private BlockRange fetchAgain(BlockRange missing) {
        BlockRef before = parts.fetcher().header(missing.first() - 1).ref();
        parts.reporter().fetchingAgain(missing);
        undo(before);
        return missing;
    }

    private void undo(BlockRef ancestor) {
        parts.bookkeeper().forget();
        parts.watch().reset();
        parts.auditor().touched(parts.store().undoTo(ancestor));
        parts.reporter().indexed(ancestor);
    }

    private Optional<HeadEvent> newlyFinal(long floor) {
        return floor > settled ? Optional.of(new HeadEvent.Finalized(floor)) : Optional.empty();
    }

    /** True if there is more to do at once. */
    private boolean apply(HeadEvent event, BlockHeader newest, long finalized) {
        return switch (event) {
            case HeadEvent.BlocksAdded added -> {
                FetchedBlocks blocks = parts.fetcher().atHead(added.headers());
                parts.auditor().touched(write(blocks, finalized));
                parts.watch().followed(blocks);
                yield blocks.range().last() < newest.number();
            }
            case HeadEvent.Reorged reorged -> {
                undo(reorged.commonAncestor());
                parts.reporter().reorganised(reorged);
                yield true;
            }
            case HeadEvent.Finalized last -> {
                parts.store().settle(last.number());
                settled = last.number();
                yield false;
            }
        };
    }

    /** The addresses that the blocks touched. */
    private Set<Address> write(FetchedBlocks blocks, long finalized) {
        BlockRef head = blocks.last().ref();
        Bookkeeper.Posted posted = parts.bookkeeper().post(blocks);
        try {
            Set<Address> touched = parts.store()
                    .append(new BlockBatch(
                            blocks.range(),
                            head,
                            blocks.headers(),
                            blocks.logs().raw(),
                            posted.facts(),
                            posted.postings(),
                            finalized < 0
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Math.min(finalized, head.number()))));
            parts.reporter().indexed(head);
            return touched;
        } catch (RuntimeException e) {
            parts.bookkeeper().forget();
            throw e;
        }
    }
}
