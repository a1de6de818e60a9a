package dev.morlens.indexer.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.error.TemporaryNodeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks are carried out ahead, in order, and no more of them than may be. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadAheadTest {

    private static final int MOST = 3;

    @Test
    void resultsComeInTheOrderOfTheirTasksHoweverLongEachTakes() {
        CountDownLatch second = new CountDownLatch(1);
        try (ReadAhead<String> ahead = new ReadAhead<>(MOST, tasks -> {
            tasks.accept(() -> after(second, "first"));
            tasks.accept(() -> {
                second.countDown();
                return "second";
            });
        })) {
            assertThat(all(ahead)).containsExactly("first", "second");
        }
    }

    @Test
    void giverWaitsWhileTooManyResultsAreNotTaken() throws InterruptedException {
        AtomicInteger given = new AtomicInteger();
        try (ReadAhead<Integer> ahead = new ReadAhead<>(MOST, tasks -> {
            for (int i = 0; i < 20; i++) {
                int number = i;
                given.incrementAndGet();
                tasks.accept(() -> number);
            }
        })) {
            assertThat(ahead.next()).contains(0);
            while (given.get() < MOST + 2) {
                Thread.sleep(Duration.ofMillis(1));
            }
            Thread.sleep(Duration.ofMillis(200));
            assertThat(given).as("one taken, and one that waits for its place").hasValue(MOST + 2);
            assertThat(all(ahead)).hasSize(19).isSorted();
        }
    }

    @Test
    void afterATaskThatFailedTheResultsBeforeItCanBeTaken() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>(MOST, tasks -> {
            tasks.accept(() -> 1);
            tasks.accept(() -> {
                throw new TemporaryNodeException("no answer");
            });
            tasks.accept(() -> 3);
        })) {
            assertThat(ahead.next()).contains(1);
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(TemporaryNodeException.class)
                    .hasMessage("no answer");
        }
    }

    @Test
    void afterAGiverThatFailedTheResultsBeforeItCanBeTaken() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>(1, tasks -> {
            tasks.accept(() -> 1);
            tasks.accept(() -> 2);
            throw new IllegalStateException("too large");
        })) {
            assertThat(ahead.next()).contains(1);
            assertThat(ahead.next()).contains(2);
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("too large");
        }
    }

    @Test
    void aGiverThatDiesIsToldOfAndNotWaitedForForEver() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>(1, tasks -> {
            throw new OutOfMemoryError("made up");
        })) {
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void closingInterruptsTasksAndTheGiverThatWaits() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        try (ReadAhead<Integer> ahead = new ReadAhead<>(1, tasks -> {
            for (int i = 0; i < 5; i++) {
                tasks.accept(() -> {
                    begun.countDown();
                    interrupted.set(sleepsUntilInterrupted());
                    return 0;
                });
            }
        })) {
            begun.await();
        }
        assertThat(interrupted).isTrue();
    }

    @Test
    void whoeverIsInterruptedWhileWaitingIsToldSo() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>(
                1,
                tasks -> tasks.accept(() -> {
                    sleepsUntilInterrupted();
                    return 0;
                }))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::next).isInstanceOf(TemporaryNodeException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static <T> List<T> all(ReadAhead<T> ahead) {
        List<T> results = new ArrayList<>();
        for (Optional<T> next = ahead.next(); next.isPresent(); next = ahead.next()) {
            results.add(next.get());
        }
        return results;
    }

    private static String after(CountDownLatch event, String result) {
        try {
            event.await();
            return result;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean sleepsUntilInterrupted() {
        try {
            Thread.sleep(Duration.ofMinutes(1));
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
