package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRange;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DistrustTest {

    private final Distrust distrust = new Distrust(Duration.ZERO);

    @Test
    void nothingIsSuspectedAtFirstAndThenWhateverTouchesTheRange() {
        assertThat(distrust.suspects(new BlockRange(0, 100))).isFalse();
        distrust.suspect(new BlockRange(10, 20));
        assertThat(distrust.suspects(new BlockRange(0, 9))).isFalse();
        assertThat(distrust.suspects(new BlockRange(0, 10))).isTrue();
        assertThat(distrust.suspects(new BlockRange(20, 30))).isTrue();
        assertThat(distrust.suspects(BlockRange.single(21))).isFalse();
    }

    @Test
    void itOutlivesSomeIndexersButDoesNotStopThemForGood() {
        distrust.suspect(new BlockRange(10, 20));
        for (int indexer = 0; indexer < 5; indexer++) {
            distrust.begin();
        }
        assertThat(distrust.suspects(BlockRange.single(15))).isTrue();
        for (int indexer = 0; indexer < 5; indexer++) {
            distrust.begin();
        }
        assertThat(distrust.suspects(BlockRange.single(15))).isFalse();
    }
}
