package dev.morlens.testing.replay;

import dev.morlens.chain.value.Hash;

/** Hash and time of every block, without keeping any: a hash ends with its number, so it also leads back to it. */
record BlockClock(long seed, long startSeconds) {

    private static final int BLOCK_SECONDS = 2;

    Hash hash(long number) {
        return number < 0 ? Hash.ZERO : new Hash(mixed(number), mixed(~number), seed, number);
    }

    /** The number of a block, or -1 if no block of this chain has that hash. */
    long number(Hash hash) {
        return hash(hash.d()).equals(hash) ? hash.d() : -1;
    }

    long seconds(long number) {
        return startSeconds + BLOCK_SECONDS * number;
    }

    private long mixed(long number) {
        long x = (number + seed) * 0x9E3779B97F4A7C15L;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        return x ^ x >>> 31;
    }
}
