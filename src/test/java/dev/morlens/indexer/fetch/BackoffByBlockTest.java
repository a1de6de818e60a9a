package dev.morlens.indexer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffByBlockTest {

    private long now;
    private final BackoffByBlock backoffByBlock = new BackoffByBlock(Duration.ofMinutes(5), 8, () -> now);

    @Test
    void nothingRestsAtFirst() {
        assertThat(backoffByBlock.isResting(7)).isFalse();
    }

    @Test
    void aRestEnds() {
        backoffByBlock.begin(7);
        now += Duration.ofMinutes(5).toNanos() - 1;
        assertThat(backoffByBlock.isResting(7)).isTrue();
        now += 1;
        assertThat(backoffByBlock.isResting(7)).isFalse();
    }

    @Test
    void eachBlockHasAPauseOfItsOwnThatDoublesUpToSomeDay() {
        assertThat(backoffByBlock.begin(7)).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoffByBlock.begin(8)).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoffByBlock.begin(7)).isEqualTo(Duration.ofMinutes(10));
        assertThat(backoffByBlock.isResting(7)).isTrue();
        for (int time = 0; time < 20; time++) {
            backoffByBlock.begin(7);
        }
        assertThat(backoffByBlock.begin(7)).isEqualTo(Duration.ofMinutes(5 * 256));
        assertThat(backoffByBlock.begin(8)).isEqualTo(Duration.ofMinutes(10));
    }
}
