package dev.morlens.position.time;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.read.NetworkReads;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a moment lies among the blocks that the index knows: between two of them nothing happened.
 *
 * @param below the last known block that is not above it; empty before the first known block
 * @param above the first known block after {@code below}; empty if that is the head
 * @param exact whether {@code below} is the very block that the moment means
 */
record BlockGap(Optional<BlockRef> below, Optional<BlockRef> above, boolean exact) {

    /** @throws BeyondHeadException if the index has not come to it yet */
    static BlockGap of(AsOfTime asOfTime, BlockRef head, NetworkReads networkReads) {
        return asOfTime instanceof AsOfTime.Block(long number)
                ? ofNumber(number, asOfTime, head, networkReads)
                : ofTime(((AsOfTime.Time) asOfTime).at(), asOfTime, head, networkReads);
    }

    private static BlockGap ofNumber(long number, AsOfTime asOfTime, BlockRef head, NetworkReads networkReads) {
        if (number > head.number()) {
            throw BeyondHeadException.of(asOfTime, head);
        }
        if (number == head.number()) {
            return new BlockGap(Optional.of(head), Optional.empty(), true);
        }
        Optional<BlockRef> below = networkReads.lastBlock(number);
        boolean exact = below.filter(found -> found.number() == number).isPresent();
        return new BlockGap(below, next(below, head, networkReads), exact);
    }

    private static BlockGap ofTime(Instant at, AsOfTime asOfTime, BlockRef head, NetworkReads networkReads) {
        if (at.isAfter(head.time())) {
            throw BeyondHeadException.of(asOfTime, head);
        }
        if (at.equals(head.time())) {
            return new BlockGap(Optional.of(head), Optional.empty(), true);
        }
        Optional<BlockRef> below = networkReads.lastBlock(at);
        Optional<BlockRef> above = next(below, head, networkReads);
        boolean exact = below.isPresent()
                && above.isPresent()
                && above.get().number() == below.get().number() + 1;
        return new BlockGap(below, above, exact);
    }

    /** The head is known too, even where it is not among the blocks that are kept. */
    private static Optional<BlockRef> next(Optional<BlockRef> below, BlockRef head, NetworkReads networkReads) {
        return networkReads.nextBlock(below.map(BlockRef::number).orElse(-1L)).or(() -> Optional.of(head));
    }

    /** Whether a block that a node told of can be in the gap. */
    boolean allow(BlockRef told) {
        boolean notBelow = below.isEmpty()
                || (told.number() > below.get().number()
                        && !told.time().isBefore(below.get().time()))
                || told.equals(below.get());
        boolean notAbove = above.isEmpty()
                || (told.number() < above.get().number()
                        && !told.time().isAfter(above.get().time()));
        return notBelow && notAbove;
    }
}
