package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Hash;
import dev.morlens.testing.chain.BlockSpeed;
import java.util.ArrayList;
import java.util.List;

/**
 * Hash and time of every block, without keeping more than the times of those mined live: a hash follows from seed, fork and number, and ends with its number,
 * so that it also leads back to it.
 */
public final class BlockClock {

    private final long seed;
    private final long startSeconds;
    private final BlockSpeed speed;

    /** The first block of each fork, in the order of forking. */
    private final List<Long> forks = new ArrayList<>();

    /** The times of the blocks that were mined as time went by, the first of which has that number. */
    private final List<Long> live = new ArrayList<>();

    private long liveFrom = Long.MAX_VALUE;

    BlockClock(long seed, long startSeconds, BlockSpeed speed) {
        this.seed = seed;
        this.startSeconds = startSeconds;
        this.speed = speed;
    }

    /** From that block on there are others. */
    void fork(long first) {
        forks.add(first);
        if (liveFrom <= first) {
            live.subList((int) (first - liveFrom), live.size()).clear();
        } else if (liveFrom < Long.MAX_VALUE) {
            live.clear();
            liveFrom = first;
        }
    }

    /** From that block on, a block's time is that of its mining. */
    void goLive(long first) {
        liveFrom = first;
    }

    /** The next block is that one, mined now. */
    void tick(long number) {
        if (number >= liveFrom) {
            live.add(Math.max(seconds(number - 1), System.currentTimeMillis() / 1_000));
        }
    }

    public Hash hash(long number) {
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
    public long number(Hash hash) {
        return hash(hash.d()).equals(hash) ? hash.d() : -1;
    }

    public long seconds(long number) {
        return number < liveFrom ? startSeconds + speed.seconds(number) : live.get((int) (number - liveFrom));
    }

    /** A transaction's hash leads back to its block and place. */
    public Hash transaction(long block, int index) {
        return new Hash(~hash(block).a(), ~hash(block).b(), block, index);
    }
}
