package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestsTest {

    private long now;
    private final Rests rests = new Rests(Duration.ofMinutes(5), 8, () -> now);

    @Test
    void nothingRestsAtFirst() {
        assertThat(rests.isResting(7)).isFalse();
    }

    @Test
    void aRestEnds() {
        rests.begin(7);
        now += Duration.ofMinutes(5).toNanos() - 1;
        assertThat(rests.isResting(7)).isTrue();
        now += 1;
        assertThat(rests.isResting(7)).isFalse();
    }

    @Test
    void eachBlockHasAPauseOfItsOwnThatDoublesUpToSomeDay() {
        assertThat(rests.begin(7)).isEqualTo(Duration.ofMinutes(5));
        assertThat(rests.begin(8)).isEqualTo(Duration.ofMinutes(5));
        assertThat(rests.begin(7)).isEqualTo(Duration.ofMinutes(10));
        assertThat(rests.isResting(7)).isTrue();
        for (int time = 0; time < 20; time++) {
            rests.begin(7);
        }
        assertThat(rests.begin(7)).isEqualTo(Duration.ofMinutes(5 * 256));
        assertThat(rests.begin(8)).isEqualTo(Duration.ofMinutes(10));
    }
}
