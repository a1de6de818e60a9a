package dev.morlens.indexer.head;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.BlockFetcher;
import dev.morlens.store.write.BlockStore;
import java.time.Duration;
import java.util.Optional;

/** Notes in the store which of our blocks are final, and which need not be kept for finding a fork. For one thread. */
public final class FinalityMarker {

    /** A look keeps one block without a log, so that few come together meanwhile. */
    private static final Duration PRUNED_EVERY = Duration.ofMinutes(1);

    private final BlockStore blocks;
    private final BlockFetcher fetcher;

    /** Up to here the store knows that blocks are final. */
    private long settled = -1;

    private final IntervalTimer pruning = new IntervalTimer();

    public FinalityMarker(BlockStore blocks, BlockFetcher fetcher) {
        this.blocks = blocks;
        this.fetcher = fetcher;
    }

    /** Only what we have ourselves: the node may call a block final that took the place of ours. */
    public void markFinal(BlockRef block) {
        if (block.number() > settled) {
            settled = block.number();
            lastOfOurs(block).ifPresent(ours -> blocks.markFinal(ours.number()));
        }
    }

    /** Blocks that are hardly undone any more are found by those with a log if they are. */
    public void prune(BlockRef block) {
        if (block.number() > settled && pruning.isNow()) {
            pruning.after(PRUNED_EVERY);
            lastOfOurs(block).ifPresent(ours -> blocks.prune(ours.number()));
        }
    }

    /** The highest block that we keep up to the node's, if its chain has it; not every block is kept. */
    private Optional<BlockRef> lastOfOurs(BlockRef block) {
        return blocks.last(block.number())
                .filter(ours -> ours.number() == block.number()
                        ? ours.hash().equals(block.hash())
                        : fetcher.header(ours.number()).hash().equals(ours.hash()));
    }
}
