package dev.morlens.indexer.head;

import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** Finds the newest block that our chain and the node's have in common, among the blocks that we keep. */
public final class ForkFinder {

    /** Blocks asked for at once while walking back; doubles, because most reorganisations are short. */
    private static final int FIRST_STEP = 4;

    private static final int LARGEST_STEP = 64;

    /** Most reorganisations by far are shorter: below, the fork is found by bisecting. */
    private static final int LONGEST_WALK = 512;

    /**
     * What we have.
     *
     * @param last the highest block that we keep up to a height
     * @param floor the highest block that must not be undone: what was final when it was written. What the node calls final
     *     now does not count, because that may be what took our blocks' place
     */
    public record StoredChain(LongFunction<Optional<BlockRef>> last, LongSupplier floor) {}

    private final Node node;
    private final StoredChain storedChain;

    public ForkFinder(Node node, StoredChain storedChain) {
        this.node = node;
        this.storedChain = storedChain;
    }

    /** The highest block that is kept up to a height. */
    Optional<BlockRef> last(long number) {
        return storedChain.last().apply(number);
    }

    /**
     * @param from the node's chain may be ours up to this height
     * @param chain begun before the node told that it is not ours above
     * @throws DeepReorganisationException if the fork lies below the floor
     */
    HeadEvent.Reorged fork(BlockRef checkpoint, long from, ChainIdWitness chain) {
        // Blocks that are fetched again can be below what was final once.
        long lowest = Math.min(storedChain.floor().getAsLong(), checkpoint.number());
        Walk walk = new Walk(checkpoint, from, lowest);
        Optional<BlockRef> common = walk.back();
        if (common.isEmpty()) {
            // Throws if it is no reorganisation, but another chain behind a URL.
            chain.confirm();
            common = leap(walk.next, lowest);
        }
        return common.map(block -> new HeadEvent.Reorged(block, checkpoint.number() - block.number()))
                .orElseThrow(() -> new DeepReorganisationException(checkpoint, lowest));
    }

    /** Block by block of those that are kept. */
    private final class Walk {

        private final BlockRef checkpoint;
        private final long lowest;
        private long next;

        Walk(BlockRef checkpoint, long from, long lowest) {
            this.checkpoint = checkpoint;
            this.next = from;
            this.lowest = lowest;
        }

        Optional<BlockRef> back() {
            int step = FIRST_STEP;
            for (int walked = 0; walked < LONGEST_WALK && next >= lowest; walked += step) {
                step = walked == 0 ? FIRST_STEP : Math.min(LARGEST_STEP, 2 * step);
                List<BlockRef> ours = take(step);
                if (ours.isEmpty()) {
                    return Optional.empty();
                }
                List<BlockHeader> theirs =
                        node.headers(ours.stream().map(BlockRef::number).toList());
                for (int i = 0; i < ours.size(); i++) {
                    if (theirs.get(i).hash().equals(ours.get(i).hash())) {
                        return Optional.of(theirs.get(i).ref());
                    }
                }
            }
            return Optional.empty();
        }

        private List<BlockRef> take(int most) {
            List<BlockRef> taken = new ArrayList<>();
            while (taken.size() < most && next >= lowest) {
                Optional<BlockRef> block = next >= checkpoint.number() ? Optional.of(checkpoint) : last(next);
                if (block.isEmpty() || block.get().number() < lowest) {
                    next = lowest - 1;
                    break;
                }
                taken.add(block.get());
                next = block.get().number() - 1;
            }
            return taken;
        }
    }

    /** Where no node names a final block a fork can lie anywhere: up to it the node has what we keep, above it has not. */
    private Optional<BlockRef> leap(long from, long lowest) {
        long above = from + 1;
        for (long gap = LARGEST_STEP; above > lowest; gap *= 2) {
            long at = Math.max(lowest, above - gap);
            Optional<BlockRef> ours = storedChain.last().apply(at).filter(block -> block.number() >= lowest);
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
            Optional<BlockRef> ours = storedChain.last().apply(middle).filter(block -> block.number() > bottom);
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
}
