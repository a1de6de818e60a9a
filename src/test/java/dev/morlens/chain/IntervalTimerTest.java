package dev.morlens.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntervalTimerTest {

    /** Near where nanoTime overflows: only differences mean something. */
    private long now = Long.MAX_VALUE - 5;

    private final IntervalTimer intervalTimer = new IntervalTimer(() -> now);

    @Test
    void itIsDueAtFirst() {
        assertThat(intervalTimer.isNow()).isTrue();
        assertThat(intervalTimer.left()).isZero();
    }

    @Test
    void itIsDueAgainWhenThePauseIsOver() {
        intervalTimer.after(Duration.ofNanos(10));
        now += 9;
        assertThat(intervalTimer.isNow()).isFalse();
        assertThat(intervalTimer.left()).isEqualTo(Duration.ofNanos(1));
        now += 1;
        assertThat(intervalTimer.isNow()).isTrue();
    }

    @Test
    void aPauseCanBeEnded() {
        intervalTimer.after(Duration.ofDays(1));
        intervalTimer.atOnce();
        assertThat(intervalTimer.isNow()).isTrue();
    }
}
