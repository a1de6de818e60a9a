package dev.morlens.indexer.head;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.FetchedBlocks;
import java.util.List;

/** What became of the chain's head since the checkpoint. */
public sealed interface HeadEvent {

    /** Blocks to append; the checkpoint is the first one's parent. */
    record BlocksAdded(FetchedBlocks blocks) implements HeadEvent {}

    /** Blocks to fetch and append, lowest first; the first one's parent is the checkpoint, and each is the parent of the next. */
    record HeadersAdded(List<BlockHeader> headers) implements HeadEvent {}

    /**
     * Blocks of ours that were taken in without some of their logs. It only undoes, as a reorganisation does.
     *
     * @param missing from the first block that lacks a log to the last one that is undone
     */
    record LeftOut(BlockRange missing) implements HeadEvent {}

    /**
     * Blocks that are no longer the chain's. It only undoes; the next look finds the gap and fills it.
     *
     * @param commonAncestor the newest block that both chains share
     * @param removed how many blocks are to be undone
     */
    record Reorged(BlockRef commonAncestor, long removed) implements HeadEvent {}
}
