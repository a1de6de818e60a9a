package dev.morlens.indexer;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.SameChain;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Decides where our chain and the node's part. The invariant: every kept block's parent hash is the one before it. Four
 * cases of a head against our checkpoint: the same, one not higher, the next block, or a gap.
 */
final class Reconciler {

    /** Headers asked for at once while walking back; doubles, because most reorganisations are short. */
    private static final int FIRST_STEP = 4;

    private static final int LARGEST_STEP = 64;

    /** Most reorganisations by far are shorter; what is left of an older part are its blocks with logs. */
    private static final int LONGEST_WALK = 1_024;

    /**
     * What we have.
     *
     * @param hash that we keep of a height, if we do
     * @param last the highest block that we keep up to a height
     * @param floor the highest block that must not be undone: what was final when it was written. What the node calls final
     *     now does not count, because that may be what took our blocks' place
     */
    record Kept(LongFunction<Optional<Hash>> hash, LongFunction<Optional<BlockRef>> last, LongSupplier floor) {}

    private final Node node;
    private final Kept kept;
    private final int mostBlocks;

    /** Since the last look at the head began. */
    private SameChain chain;

    /** @param mostBlocks how many blocks one event may add */
    Reconciler(Node node, Kept kept, int mostBlocks) {
        this.node = node;
        this.kept = kept;
        this.mostBlocks = mostBlocks;
        this.chain = node.sameChain();
    }

    /** The node's newest block. */
    BlockHeader newest() {
        chain = node.sameChain();
        return node.header(BlockTag.LATEST)
                .orElseThrow(() -> new TemporaryNodeException("the node does not know its latest block"));
    }

    /**
     * What to do next; empty if there is nothing.
     *
     * @throws DeepReorganisationException if the fork lies below the floor
     */
    Optional<HeadEvent> reconcile(BlockRef checkpoint, BlockHeader newest) {
        if (newest.hash().equals(checkpoint.hash())) {
            return Optional.empty();
        }
        if (newest.number() <= checkpoint.number()) {
            return notHigher(checkpoint, newest);
        }
        List<BlockHeader> headers = newest.number() == checkpoint.number() + 1
                ? List.of(newest)
                : headers(new BlockRange(checkpoint.number() + 1, newest.number()).head(mostBlocks));
        if (!headers.getFirst().parentHash().equals(checkpoint.hash())) {
            return Optional.of(fork(checkpoint, checkpoint.number()));
        }
        return Optional.of(new HeadEvent.BlocksAdded(headers));
    }

    /**
     * The fork, if there is one, before blocks are read in ranges and so without the parents of all: the node has to have our
     * checkpoint. One question.
     *
     * @param target the last block to be read, which it has to have, too
     * @throws DeepReorganisationException if the fork lies below the floor
     */
    Optional<HeadEvent.Reorged> parting(BlockRef checkpoint, BlockRef target) {
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
    private Optional<HeadEvent> notHigher(BlockRef checkpoint, BlockHeader newest) {
        Optional<Hash> ours = kept(checkpoint, newest.number());
        if (ours.isEmpty()) {
            // So far behind that it may be of another chain: whoever told has to say which.
            chain.confirm();
        }
        if (ours.isEmpty() || ours.get().equals(newest.hash())) {
            return Optional.empty();
        }
        return Optional.of(fork(checkpoint, newest.number() - 1));
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

    private Optional<Hash> kept(BlockRef checkpoint, long number) {
        return number == checkpoint.number()
                ? Optional.of(checkpoint.hash())
                : kept.hash().apply(number);
    }

    private HeadEvent.Reorged fork(BlockRef checkpoint, long from) {
        // Blocks that are fetched again can be below what was final once.
        long lowest = Math.min(kept.floor().getAsLong(), checkpoint.number());
        Optional<BlockRef> common = walk(checkpoint, from, Math.max(lowest, from - LONGEST_WALK + 1));
        if (common.isEmpty()) {
            // Throws if it is no reorganisation, but another chain behind a URL.
            chain.confirm();
            common = leap(from - LONGEST_WALK, lowest);
        }
        return common.map(block -> new HeadEvent.Reorged(block, checkpoint.number() - block.number()))
                .orElseThrow(() -> new DeepReorganisationException(checkpoint, lowest));
    }

    private Optional<BlockRef> walk(BlockRef checkpoint, long from, long lowest) {
        int step = FIRST_STEP;
        long number = from;
        while (number >= lowest) {
            for (BlockHeader header : descending(number, Math.max(lowest, number - step + 1))) {
                if (kept(checkpoint, header.number())
                        .filter(header.hash()::equals)
                        .isPresent()) {
                    return Optional.of(header.ref());
                }
            }
            number -= step;
            step = Math.min(LARGEST_STEP, 2 * step);
        }
        return Optional.empty();
    }

    /** Where no node names a final block a fork can lie anywhere: up to it the node has what we keep, above it has not. */
    private Optional<BlockRef> leap(long from, long lowest) {
        long above = from + 1;
        for (long gap = LARGEST_STEP; above > lowest; gap *= 2) {
            long at = Math.max(lowest, above - gap);
            Optional<BlockRef> ours = kept.last().apply(at).filter(block -> block.number() >= lowest);
            Optional<BlockRef> common = ours.filter(this::hasNode);
            if (common.isPresent() || ours.isEmpty()) {
                return highest(common, at, above);
            }
            above = ours.get().number();
        }
        return Optional.empty();
    }

    /** The highest one of ours below another that the node does not have; from a height up to which there is no higher one. */
    private Optional<BlockRef> highest(Optional<BlockRef> common, long from, long above) {
        Optional<BlockRef> best = common;
        long low = from;
        long high = above;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            long bottom = low;
            Optional<BlockRef> ours = kept.last().apply(middle).filter(block -> block.number() > bottom);
            if (ours.isPresent() && !hasNode(ours.get())) {
                high = ours.get().number();
            } else {
                best = ours.isPresent() ? ours : best;
                low = middle;
            }
        }
        return best;
    }

    private boolean hasNode(BlockRef ours) {
        return node.headers(List.of(ours.number())).getFirst().hash().equals(ours.hash());
    }

    private List<BlockHeader> descending(long from, long to) {
        List<Long> numbers = new ArrayList<>();
        for (long number = from; number >= to; number--) {
            numbers.add(number);
        }
        return node.headers(numbers);
    }
}
