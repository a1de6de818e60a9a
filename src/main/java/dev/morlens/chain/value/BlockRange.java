package dev.morlens.chain.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Consecutive blocks, both ends included and never empty. The only range type: it splits and tiles itself, so that no
 * caller computes an end.
 *
 * @param first the lowest block, at least 0
 * @param last the highest block, at least {@code first}
 */
public record BlockRange(long first, long last) {

    /** @throws IllegalArgumentException if it would be empty or begin below 0 */
    public BlockRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("expected a range with 0 <= first <= last, got " + first + ".." + last);
        }
    }

    public static BlockRange single(long block) {
        return new BlockRange(block, block);
    }

    /** How many blocks; at least 1. */
    public long size() {
        return last - first + 1;
    }

    public boolean contains(long block) {
        return first <= block && block <= last;
    }

    /** The first {@code blocks} of this range, or all of it if it has no more. */
    public BlockRange head(long blocks) {
        return blocks >= size() ? this : new BlockRange(first, first + blocks - 1);
    }

    /** What of this range is behind a block of it; empty if that is the last one. */
    public Optional<BlockRange> after(long block) {
        return block >= last ? Optional.empty() : Optional.of(new BlockRange(Math.max(first, block + 1), last));
    }

    /** Two halves that tile this range, the first one larger by at most one block. Only for a size of at least 2. */
    public List<BlockRange> halves() {
        long middle = first + (size() - 1) / 2;
        return List.of(new BlockRange(first, middle), new BlockRange(middle + 1, last));
    }

    /** Ranges of at most {@code size} blocks, in order, that cover every block of this one exactly once. */
    public List<BlockRange> tiles(long size) {
        List<BlockRange> tiles = new ArrayList<>();
        for (long from = first; from <= last; from += size) {
            tiles.add(new BlockRange(from, Math.min(last, from + size - 1)));
        }
        return tiles;
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
