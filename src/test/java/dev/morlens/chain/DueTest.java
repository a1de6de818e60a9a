package dev.morlens.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DueTest {

    /** Near where nanoTime overflows: only differences mean something. */
    private long now = Long.MAX_VALUE - 5;

    private final Due due = new Due(() -> now);

    @Test
    void itIsDueAtFirst() {
        assertThat(due.isNow()).isTrue();
        assertThat(due.left()).isZero();
    }

    @Test
    void itIsDueAgainWhenThePauseIsOver() {
        due.after(Duration.ofNanos(10));
        now += 9;
        assertThat(due.isNow()).isFalse();
        assertThat(due.left()).isEqualTo(Duration.ofNanos(1));
        now += 1;
        assertThat(due.isNow()).isTrue();
    }

    @Test
    void aPauseCanBeEnded() {
        due.after(Duration.ofDays(1));
        due.atOnce();
        assertThat(due.isNow()).isTrue();
    }
}
