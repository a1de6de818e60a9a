package dev.morlens.chain.value;

import java.util.Comparator;

/**
 * Where a log stands on the chain: the order of everything that we account for.
 *
 * @param block the height of its block
 * @param logIndex its place in the block, from 0
 */
public record LogPosition(long block, int logIndex) implements Comparable<LogPosition> {

    private static final Comparator<LogPosition> ORDER =
            Comparator.comparingLong(LogPosition::block).thenComparingInt(LogPosition::logIndex);

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return block + ":" + logIndex;
    }
}
