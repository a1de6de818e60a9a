package dev.morlens.chain.rpc;

import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Which blocks some replicas behind an endpoint's address may not have yet: those that are not some minutes older than the
 * newest one that the endpoint told of. By the blocks' own times, whatever our clock says. Safe for many threads.
 */
final class RecentBlocks {

    private static final Duration RECENT = Duration.ofMinutes(10);

    /** Between blocks that are remembered until they are old. */
    private static final Duration STEP = Duration.ofSeconds(10);

    private final Deque<BlockRef> remembered = new ArrayDeque<>();
    private BlockRef newest;
    private long old = -1;

    /** The endpoint told of this block. */
    synchronized void seen(BlockRef block) {
        if (newest == null || block.number() > newest.number()) {
            newest = block;
        }
        if (isOld(block)) {
            old = Math.max(old, block.number());
        } else if (remembered.isEmpty() || isStepAfter(remembered.getLast(), block)) {
            remembered.add(block);
        }
        while (!remembered.isEmpty() && isOld(remembered.getFirst())) {
            old = Math.max(old, remembered.removeFirst().number());
        }
    }

    /** Whether some of the endpoint's replicas may lack it. */
    synchronized boolean contain(long number) {
        return number > old;
    }

    /** The highest block that the endpoint told of. */
    synchronized OptionalLong newest() {
        return newest == null ? OptionalLong.empty() : OptionalLong.of(newest.number());
    }

    private boolean isOld(BlockRef block) {
        return !block.time().isAfter(newest.time().minus(RECENT));
    }

    private static boolean isStepAfter(BlockRef before, BlockRef block) {
        Instant next = before.time().plus(STEP);
        return block.number() > before.number() && !block.time().isBefore(next);
    }
}
