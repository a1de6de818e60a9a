package dev.morlens.chain.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.BlockRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RangeReaderTest {

    @Test
    void noMoreThanTheLookAheadIsFetchedWhileTheSinkWorks() {
        AtomicInteger started = new AtomicInteger();
        List<Integer> lead = new ArrayList<>();
        RangeReader<Long> reader = new RangeReader<>(
                range -> {
                    started.incrementAndGet();
                    return range.first();
                },
                new RangeSize(1, 1),
                3);

        reader.read(new BlockRange(0, 50), (range, content) -> {
            pause();
            lead.add(started.get() - lead.size());
        });

        assertThat(lead).hasSize(51).allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(3));
    }

    @Test
    void rangesAreFetchedInParallel() {
        CountDownLatch bothThere = new CountDownLatch(2);
        RangeReader<Boolean> reader = new RangeReader<>(
                range -> {
                    bothThere.countDown();
                    return awaited(bothThere);
                },
                new RangeSize(1, 1),
                2);
        List<Boolean> met = new ArrayList<>();

        reader.read(new BlockRange(0, 1), (range, content) -> met.add(content));
        assertThat(met).containsExactly(true, true);
    }

    @Test
    void failureSurfacesAfterAllBeforeItWasDelivered() {
        RangeReader<Long> reader = new RangeReader<>(
                range -> {
                    if (range.first() == 5) {
                        throw new TemporaryNodeException("at five");
                    }
                    return range.first();
                },
                new RangeSize(1, 1),
                4);
        List<Long> delivered = new ArrayList<>();

        assertThatThrownBy(() -> reader.read(new BlockRange(0, 50), (range, content) -> delivered.add(content)))
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessage("at five");
        assertThat(delivered).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void partsOfASplitRangeBeforeTheFailureAreDeliveredToo() {
        RangeReader<Long> reader = new RangeReader<>(
                range -> {
                    if (range.size() > 2) {
                        throw new RangeTooLargeException(range, "at most 2");
                    }
                    if (range.contains(6)) {
                        throw new TemporaryNodeException("at six");
                    }
                    return range.first();
                },
                new RangeSize(8, 8),
                1);
        List<Long> delivered = new ArrayList<>();

        assertThatThrownBy(() -> reader.read(new BlockRange(0, 7), (range, content) -> delivered.add(content)))
                .hasMessage("at six");
        assertThat(delivered).containsExactly(0L, 2L, 4L);
    }

    @Test
    void failureOfTheSinkEndsTheReading() {
        AtomicInteger fetched = new AtomicInteger();
        RangeReader<Integer> reader = new RangeReader<>(range -> fetched.incrementAndGet(), new RangeSize(1, 1), 2);

        assertThatThrownBy(() -> reader.read(new BlockRange(0, 1_000), (range, content) -> {
                    throw new IllegalStateException("the database is gone");
                }))
                .hasMessage("the database is gone");
        assertThat(fetched.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void interruptCancels() {
        RangeReader<Integer> reader = new RangeReader<>(
                range -> {
                    pause();
                    return 0;
                },
                new RangeSize(1, 1),
                2);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> reader.read(new BlockRange(0, 1_000_000), (range, content) -> {}))
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void singleBlockThatIsTooLargeIsAFailure() {
        RangeReader<Integer> reader = new RangeReader<>(
                range -> {
                    throw new RangeTooLargeException(range, "never enough");
                },
                new RangeSize(64, 64),
                2);

        assertThatThrownBy(() -> reader.read(new BlockRange(0, 99), (range, content) -> {}))
                .isInstanceOf(RangeTooLargeException.class);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
