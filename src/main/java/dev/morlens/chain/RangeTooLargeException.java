package dev.morlens.chain;

import dev.morlens.chain.value.BlockRange;

/** The node wants fewer blocks or fewer logs in one answer. */
public final class RangeTooLargeException extends RefusedByNodeException {

    private final transient BlockRange range;

    public RangeTooLargeException(BlockRange range, String message) {
        super(message);
        this.range = range;
    }

    public BlockRange range() {
        return range;
    }
}
