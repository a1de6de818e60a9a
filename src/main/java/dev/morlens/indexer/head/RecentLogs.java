package dev.morlens.indexer.head;

import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.RawLog;
import dev.morlens.indexer.fetch.ForkLogPosition;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The logs that the last looks at the head brought. The next look asks for them again: an answer that lacks one, or has another,
 * was not whole, or is not of our chain. For one thread.
 */
final class RecentLogs {

    private static final int LOOKS = 2;

    /** A range that was caught up with is longer than a look. */
    private static final long MOST_BLOCKS = 100;

    private final Deque<BlockRange> looks = new ArrayDeque<>();
    private final NavigableMap<ForkLogPosition, RawLog> logs = new TreeMap<>();

    /** The first block whose logs the next look asks for. */
    long from(BlockRef checkpoint) {
        long next = checkpoint.number() + 1;
        // Of what was read as history meanwhile nothing is remembered.
        boolean isNewest = !looks.isEmpty() && looks.getLast().last() == checkpoint.number();
        return isNewest ? Math.max(looks.getFirst().first(), next - MOST_BLOCKS) : next;
    }

    /** These blocks were taken in. */
    void followed(BlockRange range, Collection<RawLog> found) {
        if (!looks.isEmpty() && looks.getLast().last() + 1 != range.first()) {
            looks.clear();
        }
        if (looks.size() == LOOKS) {
            looks.removeFirst();
        }
        looks.addLast(range);
        remember(found);
        logs.keySet()
                .removeIf(place -> place.block() < Math.max(looks.getFirst().first(), range.last() - MOST_BLOCKS));
    }

    /** These were told of blocks that are the chain's: they count even if the next answer lacks them. */
    void remember(Collection<RawLog> found) {
        found.forEach(log -> logs.put(ForkLogPosition.of(log), log));
    }

    /** These are not the chain's. */
    void clear(Collection<RawLog> foreign) {
        foreign.forEach(log -> logs.remove(ForkLogPosition.of(log)));
    }

    /** The store took back the blocks above this one; what was told of them may be the chain's all the same. */
    void undone(long ancestor) {
        looks.removeIf(look -> look.last() > ancestor);
    }

    /** Of some blocks, in the chain's order. */
    List<RawLog> in(BlockRange range) {
        return logs.values().stream()
                .filter(log -> range.contains(log.block().number()))
                .toList();
    }
}
