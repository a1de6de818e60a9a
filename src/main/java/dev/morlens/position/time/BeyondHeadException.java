package dev.morlens.position.time;

import dev.morlens.chain.value.BlockRef;

/** A question about a time that the index has not come to yet. */
public class BeyondHeadException extends RuntimeException {

    private final String field;

    private BeyondHeadException(String field, String message) {
        super(message);
        this.field = field;
    }

    static BeyondHeadException of(AsOfTime asOfTime, BlockRef head) {
        return asOfTime instanceof AsOfTime.Block(long number)
                ? new BeyondHeadException(
                        "block", "expected a block up to " + head.number() + ", the newest indexed one; got " + number)
                : new BeyondHeadException(
                        "at",
                        "expected a time up to " + head.time() + ", that of the newest indexed block; got "
                                + ((AsOfTime.Time) asOfTime).at());
    }

    /** The parameter that named the time. */
    public String field() {
        return field;
    }
}
