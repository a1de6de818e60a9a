package dev.morlens.chain.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.value.BlockRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever a node refuses, nothing is left out or read twice. On failure jqwik prints the seed to repeat it with. */
class RangeTilingTest {

    @Property
    void acceptedRangesTileTheWholeExactlyOnceInOrder(
            @ForAll @LongRange(max = 1_000_000) long first,
            @ForAll @LongRange(min = 1, max = 5_000) long blocks,
            @ForAll @LongRange(min = 1, max = 700) long initial,
            @ForAll @LongRange(min = 1, max = 300) long cap,
            @ForAll @IntRange(min = 1, max = 6) int ahead,
            @ForAll long seed) {
        BlockRange whole = new BlockRange(first, first + blocks - 1);
        ConcurrentSkipListMap<Long, BlockRange> read = new ConcurrentSkipListMap<>();
        RangeReader<BlockRange> reader = new RangeReader<>(
                range -> {
                    long here = 1 + new Random(seed ^ range.first() / 500).nextLong(cap);
                    if (range.size() > here) {
                        throw new RangeTooLargeException(range, "at most " + here);
                    }
                    assertThat(read.put(range.first(), range)).isNull();
                    return range;
                },
                new RangeSize(initial, 700),
                ahead);

        List<BlockRange> delivered = new ArrayList<>();
        reader.read(whole, (range, content) -> {
            assertThat(content).isEqualTo(range);
            delivered.add(range);
        });

        assertTiles(whole, delivered);
        assertThat(List.copyOf(read.values())).isEqualTo(delivered);
    }

    private static void assertTiles(BlockRange whole, List<BlockRange> ranges) {
        long next = whole.first();
        for (BlockRange range : ranges) {
            assertThat(range.first()).isEqualTo(next);
            next = range.last() + 1;
        }
        assertThat(next).isEqualTo(whole.last() + 1);
    }
}
