package dev.morlens.testing.chain;

/**
 * How fast a made-up chain produces blocks: one every two seconds, and five a second from some block on, as Base since
 * November 2026. Times are whole seconds, so five blocks in a row share one.
 *
 * @param fastFrom the last block that came two seconds after the one before it; of five with its second, it is the first
 */
public record BlockSpeed(long fastFrom) {

    public static final BlockSpeed TWO_SECONDS = new BlockSpeed(Long.MAX_VALUE);
    public static final BlockSpeed FIVE_A_SECOND = new BlockSpeed(0);

    private static final int SECONDS_A_SLOW_BLOCK = 2;
    private static final int FAST_BLOCKS_A_SECOND = 5;

    public BlockSpeed {
        if (fastFrom < 0) {
            throw new IllegalArgumentException("expected a block's number, got " + fastFrom);
        }
    }

    /** From genesis to a block. */
    public long seconds(long number) {
        return SECONDS_A_SLOW_BLOCK * Math.min(number, fastFrom)
                + Math.max(0, number - fastFrom) / FAST_BLOCKS_A_SECOND;
    }

    /** From the block before to a block: 0 to 2. */
    public long secondsBefore(long number) {
        return seconds(number) - seconds(number - 1);
    }
}
