package dev.morlens.chain.range;

import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.value.BlockRange;
import java.util.function.Consumer;

/** Reads a range of blocks as a whole, or in parts where a node finds that too much. */
public final class RangeSplitter {

    private RangeSplitter() {}

    /**
     * Reads a range, and in halves whatever of it is refused as too large. The parts come in order and tile the whole exactly
     * once, up to the first other failure.
     *
     * @param read reads one part; throws {@link RangeTooLargeException}, and has kept nothing of it then, to have it halved
     * @throws RangeTooLargeException if even one block is too large
     */
    public static void read(BlockRange range, Consumer<BlockRange> read) {
        try {
            read.accept(range);
        } catch (RangeTooLargeException e) {
            if (range.size() == 1) {
                throw e;
            }
            range.halves().forEach(half -> read(half, read));
        }
    }
}
