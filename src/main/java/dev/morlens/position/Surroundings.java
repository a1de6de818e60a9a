package dev.morlens.position;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.Reads;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a moment lies among the blocks that the index knows: between two of them nothing happened.
 *
 * @param below the last known block that is not above it; empty before the first known block
 * @param above the first known block after {@code below}; empty if that is the head
 * @param exact whether {@code below} is the very block that the moment means
 */
record Surroundings(Optional<BlockRef> below, Optional<BlockRef> above, boolean exact) {

    /** @throws BeyondHeadException if the index has not come to it yet */
    static Surroundings of(Moment moment, BlockRef head, Reads reads) {
        return moment instanceof Moment.Block(long number)
                ? ofNumber(number, moment, head, reads)
                : ofTime(((Moment.Time) moment).at(), moment, head, reads);
    }

    private static Surroundings ofNumber(long number, Moment moment, BlockRef head, Reads reads) {
        if (number > head.number()) {
            throw BeyondHeadException.of(moment, head);
        }
        if (number == head.number()) {
            return new Surroundings(Optional.of(head), Optional.empty(), true);
        }
        Optional<BlockRef> below = reads.lastBlock(number);
        boolean exact = below.filter(found -> found.number() == number).isPresent();
        return new Surroundings(below, next(below, head, reads), exact);
    }

    private static Surroundings ofTime(Instant at, Moment moment, BlockRef head, Reads reads) {
        if (at.isAfter(head.time())) {
            throw BeyondHeadException.of(moment, head);
        }
        if (at.equals(head.time())) {
            return new Surroundings(Optional.of(head), Optional.empty(), true);
        }
        Optional<BlockRef> below = reads.lastBlock(at);
        Optional<BlockRef> above = next(below, head, reads);
        boolean exact = below.isPresent()
                && above.isPresent()
                && above.get().number() == below.get().number() + 1;
        return new Surroundings(below, above, exact);
    }

    /** The head is known too, even where it is not among the blocks that are kept. */
    private static Optional<BlockRef> next(Optional<BlockRef> below, BlockRef head, Reads reads) {
        return reads.nextBlock(below.map(BlockRef::number).orElse(-1L)).or(() -> Optional.of(head));
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
