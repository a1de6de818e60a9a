package dev.morlens.chain.error;

import dev.morlens.chain.value.BlockRange;
import java.util.OptionalLong;

/** The node wants fewer blocks or fewer logs in one answer. */
public final class RangeTooLargeException extends RefusedByNodeException {

    /** What there was too much of. */
    public enum Reason {
        /** Blocks, whatever they hold. */
        BLOCKS,
        /** Logs or bytes. */
        RESULTS,
        /** It took too long, or the node does not say. */
        UNSAID
    }

    private final transient BlockRange range;
    private final Reason reason;
    private final transient OptionalLong cap;
    private final transient OptionalLong suggested;

    public RangeTooLargeException(BlockRange range, String message) {
        this(range, Reason.UNSAID, OptionalLong.empty(), OptionalLong.empty(), message);
    }

    /**
     * @param range the blocks of the question that was refused
     * @param cap how many blocks, or logs, the node says that it takes
     * @param suggested how many blocks, from the first one of the range on, it says that it would take; ignored unless fewer
     */
    public RangeTooLargeException(
            BlockRange range, Reason reason, OptionalLong cap, OptionalLong suggested, String message) {
        super(message);
        this.range = range;
        this.reason = reason;
        this.cap = cap;
        this.suggested = suggested.isPresent() && 1 <= suggested.getAsLong() && suggested.getAsLong() < range.size()
                ? suggested
                : OptionalLong.empty();
    }

    public BlockRange range() {
        return range;
    }

    public Reason reason() {
        return reason;
    }

    /** How many blocks or logs, by the reason, the node says that it takes. */
    public OptionalLong cap() {
        return cap;
    }

    /** How many blocks of this range, from its first one on, should be taken: fewer than all. */
    public OptionalLong suggested() {
        return suggested;
    }
}
