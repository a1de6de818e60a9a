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

    private final Node node;
    private final LongFunction<Optional<Hash>> keptHash;
    private final LongSupplier floor;
    private final int mostBlocks;

    /** Since the last look at the head began. */
    private SameChain chain;

    /**
     * @param keptHash the hash that we keep of a height, if we do
     * @param floor the highest block that must not be undone: what was final when it was written. What the node calls final
     *     now does not count, because that may be what took our blocks' place
     * @param mostBlocks how many blocks one event may add
     */
    Reconciler(Node node, LongFunction<Optional<Hash>> keptHash, LongSupplier floor, int mostBlocks) {
        this.node = node;
        this.keptHash = keptHash;
        this.floor = floor;
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
                    + " is final as " + target.hash() + ", and "
                    + headers.getLast().hash() + " by its height");
        }
        return headers.getFirst().hash().equals(checkpoint.hash())
                ? Optional.empty()
                : Optional.of(fork(checkpoint, checkpoint.number()));
    }

    /** A node behind the others shows a block that we have; a reorganised chain one that we have not. */
    private Optional<HeadEvent> notHigher(BlockRef checkpoint, BlockHeader newest) {
        Optional<Hash> kept = kept(checkpoint, newest.number());
        if (kept.isEmpty()) {
            // So far behind that it may be of another chain: whoever told has to say which.
            chain.confirm();
        }
        if (kept.isEmpty() || kept.get().equals(newest.hash())) {
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
        return number == checkpoint.number() ? Optional.of(checkpoint.hash()) : keptHash.apply(number);
    }

    private HeadEvent.Reorged fork(BlockRef checkpoint, long from) {
        // Blocks that are fetched again can be below what was final once.
        long lowest = Math.min(floor.getAsLong(), checkpoint.number());
        int step = FIRST_STEP;
        long number = from;
        while (number >= lowest) {
            for (BlockHeader header : descending(number, Math.max(lowest, number - step + 1))) {
                Optional<Hash> kept = kept(checkpoint, header.number());
                if (kept.isPresent() && kept.get().equals(header.hash())) {
                    return new HeadEvent.Reorged(header.ref(), checkpoint.number() - header.number());
                }
            }
            number -= step;
            step = Math.min(LARGEST_STEP, 2 * step);
        }
        // Throws if it is no reorganisation, but another chain behind a URL.
        chain.confirm();
        throw new DeepReorganisationException(checkpoint, lowest);
    }

    private List<BlockHeader> descending(long from, long to) {
        List<Long> numbers = new ArrayList<>();
        for (long number = from; number >= to; number--) {
            numbers.add(number);
        }
        return node.headers(numbers);
    }
}
