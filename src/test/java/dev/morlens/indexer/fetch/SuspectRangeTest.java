package dev.morlens.indexer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRange;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SuspectRangeTest {

    private final SuspectRange suspectRange = new SuspectRange(Duration.ZERO);

    @Test
    void nothingIsSuspectedAtFirstAndThenWhateverTouchesTheRange() {
        assertThat(suspectRange.suspects(new BlockRange(0, 100))).isFalse();
        suspectRange.suspect(new BlockRange(10, 20));
        assertThat(suspectRange.suspects(new BlockRange(0, 9))).isFalse();
        assertThat(suspectRange.suspects(new BlockRange(0, 10))).isTrue();
        assertThat(suspectRange.suspects(new BlockRange(20, 30))).isTrue();
        assertThat(suspectRange.suspects(BlockRange.single(21))).isFalse();
    }

    @Test
    void itOutlivesSomeIndexersButDoesNotStopThemForGood() {
        suspectRange.suspect(new BlockRange(10, 20));
        for (int indexer = 0; indexer < 5; indexer++) {
            suspectRange.begin();
        }
        assertThat(suspectRange.suspects(BlockRange.single(15))).isTrue();
        for (int indexer = 0; indexer < 5; indexer++) {
            suspectRange.begin();
        }
        assertThat(suspectRange.suspects(BlockRange.single(15))).isFalse();
    }
}
