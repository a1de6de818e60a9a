package dev.morlens.indexer.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.testing.chain.ChainBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last blocks of groups are asked for many at once, and each group still gets its own. */
class RangeEndHeadersTest {

    private static final long LAST = 999;

    private final ChainBuilder chain = ChainBuilder.genesis().addEmpty((int) LAST);
    private final List<List<Long>> asked = new ArrayList<>();
    private final RangeEndHeaders ends = new RangeEndHeaders(this::headers, LAST);

    @Test
    void groupsOfOneLengthTakeOneQuestionForSixteen() {
        for (long first = 0; first <= LAST; first += 30) {
            BlockRange group = new BlockRange(first, Math.min(first + 29, LAST));

            assertThat(ends.of(group)).isEqualTo(chain.headers().get((int) group.last()));
        }
        assertThat(asked).hasSize(3).allSatisfy(numbers -> assertThat(numbers).hasSizeLessThanOrEqualTo(16));
    }

    @Test
    void groupsOfAnotherLengthGetTheirOwnEnds() {
        ends.of(new BlockRange(0, 99));
        BlockRange half = new BlockRange(100, 149);

        assertThat(ends.of(half)).isEqualTo(chain.headers().get(149));
        assertThat(asked.getLast()).startsWith(149L).doesNotContain(199L);
    }

    private List<BlockHeader> headers(List<Long> numbers) {
        asked.add(numbers);
        return numbers.stream()
                .map(number -> chain.headers().get(number.intValue()))
                .toList();
    }
}
