package dev.morlens.position.time;

import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Finds the last block not later than a time by asking a node for headers, some at once. */
final class BlockSearch {

    /** One question of this many headers narrows a gap to a part of it; evenly timed blocks need one in all. */
    private static final int AT_ONCE = 12;

    private final Node node;
    private final Instant at;

    BlockSearch(Node node, Instant at) {
        this.node = node;
        this.at = at;
    }

    /**
     * @param low not later than the time
     * @param high later than it
     */
    BlockRef between(BlockRef low, BlockRef high) {
        BlockRef from = low;
        BlockRef to = high;
        while (to.number() - from.number() > 1) {
            for (BlockHeader header : node.headers(between(from, to, at))) {
                boolean later = header.ref().time().isAfter(at);
                if (later && header.number() < to.number()) {
                    to = header.ref();
                } else if (!later && header.number() > from.number()) {
                    from = header.ref();
                }
            }
        }
        return from;
    }

    /** Strictly between: spread evenly, and where the time would be if blocks came evenly. */
    private static List<Long> between(BlockRef low, BlockRef high, Instant at) {
        long blocks = high.number() - low.number();
        long seconds = Math.max(1, Duration.between(low.time(), high.time()).toSeconds());
        double share = (double) Duration.between(low.time(), at).toSeconds() / seconds;
        long guess = low.number() + (long) (share * blocks);
        TreeSet<Long> numbers = new TreeSet<>(List.of(guess - 1, guess, guess + 1, guess + 2));
        for (int i = 1; i <= AT_ONCE; i++) {
            numbers.add(low.number() + (long) ((double) blocks * i / (AT_ONCE + 1)));
        }
        numbers.removeIf(number -> number <= low.number() || number >= high.number());
        if (numbers.isEmpty()) {
            numbers.add(low.number() + 1);
        }
        return List.copyOf(numbers);
    }
}
