package dev.morlens.testing.replay;

import dev.morlens.chain.value.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * Hash and time of every block, without keeping any: a hash follows from seed, fork and number, and ends with its number,
 * so that it also leads back to it.
 */
final class BlockClock {

    static final int BLOCK_SECONDS = 2;

    private final long seed;
    private final long startSeconds;

    /** The first block of each fork, in the order of forking. */
    private final List<Long> forks = new ArrayList<>();

    BlockClock(long seed, long startSeconds) {
        this.seed = seed;
        this.startSeconds = startSeconds;
    }

    /** From that block on there are others. */
    void fork(long first) {
        forks.add(first);
    }

    Hash hash(long number) {
        return number < 0 ? Hash.ZERO : Mix.name(seed + 1_000_003L * forkOf(number), number);
    }

    private int forkOf(long number) {
        int fork = forks.size();
        while (fork > 0 && forks.get(fork - 1) > number) {
            fork--;
        }
        return fork;
    }

    /** The number of a block, or -1 if no block of this chain has that hash. */
    long number(Hash hash) {
        return hash(hash.d()).equals(hash) ? hash.d() : -1;
    }

    long seconds(long number) {
        return startSeconds + BLOCK_SECONDS * number;
    }

    /** A transaction's hash leads back to its block and place. */
    Hash transaction(long block, int index) {
        return new Hash(~hash(block).a(), ~hash(block).b(), block, index);
    }
}
