package dev.morlens.indexer.head;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Decides where our chain and the node's part. The invariant: every kept block's parent hash is the one before it. Four
 * cases of a head against our checkpoint: the same, one not higher, the next block, or a gap.
 */
public final class ReorganisationFinder {

    /** Of one event: each takes a call. */
    private static final int MOST_HEADERS = 100;

    private final Node node;
    private final ForkFinder forks;
    private final int mostBlocks;

    /** Since the last look at the head began. */
    private ChainIdWitness chain;

    /** @param mostBlocks how many blocks one event may add */
    public ReorganisationFinder(Node node, ForkFinder forks, int mostBlocks) {
        this.node = node;
        this.forks = forks;
        this.mostBlocks = mostBlocks;
        this.chain = node.sameChain();
    }

    /** A look at the head begins: from now on notes who answers. */
    void begin() {
        chain = node.sameChain();
    }

    /** The node's newest block. */
    BlockHeader newest() {
        begin();
        return node.header(BlockTag.LATEST)
                .orElseThrow(() -> new TemporaryNodeException("the node does not know its latest block"));
    }

    /**
     * What to do next; empty if there is nothing.
     *
     * @throws DeepReorganisationException if the fork lies below the floor
     */
    Optional<HeadEvent> reconcile(BlockRef checkpoint, BlockHeader newest) {
        if (newest.number() <= checkpoint.number()) {
            return notHigher(checkpoint, newest);
        }
        List<BlockHeader> headers = newest.number() == checkpoint.number() + 1
                ? List.of(newest)
                : headers(new BlockRange(checkpoint.number() + 1, newest.number())
                        .head(Math.min(mostBlocks, MOST_HEADERS)));
        if (!headers.getFirst().parentHash().equals(checkpoint.hash())) {
            return Optional.of(fork(checkpoint, checkpoint.number()));
        }
        return Optional.of(new HeadEvent.HeadersAdded(headers));
    }

    /**
     * The fork, if there is one, before blocks are read in ranges and so without the parents of all: the node has to have our
     * checkpoint. One question.
     *
     * @param target the last block to be read, which it has to have, too
     * @throws DeepReorganisationException if the fork lies below the floor
     */
    public Optional<HeadEvent.Reorged> parting(BlockRef checkpoint, BlockRef target) {
        List<BlockHeader> headers = node.headers(List.of(checkpoint.number(), target.number()));
        if (!headers.getLast().hash().equals(target.hash())) {
            throw new TemporaryNodeException("the node's answers contradict each other: block " + target.number()
                    + " is far below the head as " + target.hash() + ", and "
                    + headers.getLast().hash() + " by its height");
        }
        return headers.getFirst().hash().equals(checkpoint.hash())
                ? Optional.empty()
                : Optional.of(fork(checkpoint, checkpoint.number()));
    }

    /** A node behind the others shows a block that we have; a reorganised chain one that we have not. */
    Optional<HeadEvent> notHigher(BlockRef checkpoint, BlockHeader newest) {
        Optional<BlockRef> ours =
                newest.number() == checkpoint.number() ? Optional.of(checkpoint) : forks.last(newest.number());
        if (ours.isEmpty()) {
            // So far behind that it may be of another chain: whoever told has to say which.
            chain.confirm();
            return Optional.empty();
        }
        return isOf(newest, ours.get())
                ? Optional.empty()
                : Optional.of(fork(checkpoint, ours.get().number() - 1));
    }

    /** Not every block is kept: of a height that is not, the block below tells. */
    private boolean isOf(BlockHeader newest, BlockRef ours) {
        if (ours.number() == newest.number()) {
            return ours.hash().equals(newest.hash());
        }
        return node.headers(List.of(ours.number())).getFirst().hash().equals(ours.hash());
    }

    /** The fork between the node's chain, which may be ours up to a height, and ours. */
    HeadEvent.Reorged fork(BlockRef checkpoint, long from) {
        return forks.fork(checkpoint, from, chain);
    }

    private List<BlockHeader> headers(BlockRange range) {
        List<BlockHeader> headers = node.headers(
                LongStream.rangeClosed(range.first(), range.last()).boxed().toList());
        for (int i = 1; i < headers.size(); i++) {
            Hash parent = headers.get(i).parentHash();
            if (!parent.equals(headers.get(i - 1).hash())) {
                throw new TemporaryNodeException("the chain changed while it was read: block "
                        + headers.get(i).number() + " has the parent " + parent + ", expected "
                        + headers.get(i - 1).hash());
            }
        }
        return headers;
    }
}
