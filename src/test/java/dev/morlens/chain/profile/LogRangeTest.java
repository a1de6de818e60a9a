package dev.morlens.chain.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.LogCaps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a question for logs may cover, at an endpoint that takes so many blocks and says it or not. */
class LogRangeTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final LogRange range = new LogRange(now::get);
    private int refusals;

    @ParameterizedTest
    @CsvSource({"10", "1", "7", "500", "1024", "2000", "9999", "100000"})
    void capThatIsNamedCostsOneRefusal(long cap) {
        grow(cap, true);

        assertThat(range.caps().blocks()).hasValue(cap);
        assertThat(refusals).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1, 5, 7, 10, 113, 500, 800, 1_024, 1_999, 2_000, 2_001, 5_000, 9_999, 10_000, 65_537, 100_000})
    void capThatIsNotNamedIsFoundToTheBlockByAFewRefusals(long cap) {
        grow(cap, false);

        assertThat(range.caps().blocks()).hasValue(cap);
        assertThat(refusals).isLessThanOrEqualTo(18);
    }

    @Test
    void usualCapIsFoundSooner() {
        grow(2_000, false);
        assertThat(refusals).isEqualTo(2);
    }

    @Test
    void whatIsKnownIsAskedForWithoutATrial() {
        grow(10, true);
        int before = refusals;
        for (int i = 0; i < 100; i++) {
            assertThat(ask(2_000, 10, true)).isEqualTo(10);
        }
        assertThat(refusals).isEqualTo(before);
    }

    @Test
    void capThatIsOneTooManyByWhatTheWordsMeanIsCorrectedByOne() {
        ask(2_000, 9, 10);
        assertThat(ask(2_000, 9, 10)).isZero();
        assertThat(ask(2_000, 9, 10)).isEqualTo(9);
        assertThat(range.caps().blocks()).hasValue(9);
    }

    @Test
    void capThatFellIsFoundAnew() {
        grow(2_000, false);
        refusals = 0;
        for (int i = 0; i < 40; i++) {
            ask(5_000, 500, false);
        }
        assertThat(range.caps().blocks()).hasValue(500);
        assertThat(refusals).isLessThanOrEqualTo(5);
    }

    @Test
    void afterADayMoreIsTriedOnce() {
        grow(10, true);
        refusals = 0;
        now.set(now.get().plus(Duration.ofHours(23)));
        ask(160, 10, false);
        assertThat(refusals).isZero();

        now.set(now.get().plus(Duration.ofHours(2)));
        ask(160, 10, false);
        assertThat(refusals).isEqualTo(1);
        assertThat(ask(160, 10, false)).isEqualTo(10);
        assertThat(refusals).isEqualTo(1);

        now.set(now.get().plus(Duration.ofHours(25)));
        for (int i = 0; i < 20; i++) {
            ask(160, 100, true);
        }
        assertThat(range.caps().blocks()).hasValue(100);
    }

    @Test
    void whatWasLearntIsKeptOverARestart() {
        grow(2_000, false);
        LogRange next = new LogRange(now::get);
        next.restoreBlocks(range.blocks().orElseThrow());
        assertThat(next.caps()).isEqualTo(new LogCaps(OptionalLong.of(2_000), OptionalLong.empty()));
    }

    @Test
    void whileOneThreadTriesTheOthersWait() throws Exception {
        CountDownLatch begun = new CountDownLatch(8);
        LogRange.Attempt first = range.attempt(2_000);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(threads.submit(() -> {
                    begun.countDown();
                    try (LogRange.Attempt attempt = range.attempt(2_000)) {
                        return attempt.blocks();
                    }
                }));
            }
            begun.await();
            Thread.sleep(50);
            assertThat(others).noneMatch(Future::isDone);
            first.refused(OptionalLong.of(10));
            first.close();
            for (Future<Long> other : others) {
                assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(10);
            }
        }
    }

    @Test
    void trialThatFailsForAnotherReasonLeavesTheNextThreadToTry() {
        range.attempt(2_000).close();
        try (LogRange.Attempt next = range.attempt(2_000)) {
            assertThat(next.blocks()).isEqualTo(2_000);
        }
    }

    /** As a backfill asks: for 2,000 blocks at first, and for more and more. */
    private void grow(long cap, boolean says) {
        long wanted = 2_000;
        for (int i = 0; i < 60; i++) {
            if (ask(wanted, cap, says) == wanted) {
                wanted *= 2;
            }
        }
    }

    /** The number of blocks that were answered; 0 if they were refused. */
    private long ask(long wanted, long cap, boolean says) {
        return ask(wanted, cap, says ? OptionalLong.of(cap) : OptionalLong.empty());
    }

    private long ask(long wanted, long cap, long said) {
        return ask(wanted, cap, OptionalLong.of(said));
    }

    private long ask(long wanted, long cap, OptionalLong said) {
        try (LogRange.Attempt attempt = range.attempt(wanted)) {
            if (attempt.blocks() <= cap) {
                attempt.taken();
                return attempt.blocks();
            }
            attempt.refused(said);
            refusals++;
            return 0;
        }
    }
}
