package dev.morlens.indexer.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.store.db.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void callerGoesOnWhileABatchIsWrittenAndBatchesFollowInOrder() throws InterruptedException {
        CountDownLatch prepared = new CountDownLatch(1);
        AtomicBoolean beside = new AtomicBoolean();
        try (WriteQueue writer = new WriteQueue()) {
            writer.write(
                    () -> {
                        beside.set(reached(prepared));
                        events.add("first");
                    },
                    () -> events.add("first is known"));
            prepared.countDown();
            writer.write(() -> events.add("second"), () -> events.add("second is known"));
            writer.await();
        }
        assertThat(beside).isTrue();
        assertThat(events).containsExactly("first", "first is known", "second", "second is known");
    }

    @Test
    void failureIsToldToWhoeverAsksNextAndNothingIsWrittenAfterIt() {
        try (WriteQueue writer = new WriteQueue()) {
            writer.write(
                    () -> {
                        throw new StoreUnavailableException("no database");
                    },
                    () -> events.add("known"));
            assertThatThrownBy(() -> writer.write(() -> events.add("written"), () -> {}))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage("no database");
            assertThatThrownBy(writer::await).hasMessage("no database");
        }
        assertThat(events).isEmpty();
    }

    @Test
    void interruptedCallerStopsWaitingAndClosingStillAwaitsTheBatch() {
        CountDownLatch end = new CountDownLatch(1);
        try (WriteQueue writer = new WriteQueue()) {
            writer.write(
                    () -> {
                        reached(end);
                        events.add("written");
                    },
                    () -> events.add("known"));
            Thread.currentThread().interrupt();
            assertThatThrownBy(writer::await).isInstanceOf(StoreUnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
            end.countDown();
        }
        assertThat(events).containsExactly("written");
    }

    private static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
