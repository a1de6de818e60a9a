package dev.morlens.chain.rpc.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    @Test
    void noMoreThanAllowedAreInFlight() throws Exception {
        Throttle throttle = new Throttle(100_000, 3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> throttle.pass(1, () -> stay(inside, most))));
            }
            for (Future<byte[]> each : all) {
                assertThat(each.get()).isEmpty();
            }
        }
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void ratePerSecondIsKept() throws Exception {
        Throttle throttle = new Throttle(50, 10);
        Instant before = Instant.now();
        for (int i = 0; i < 11; i++) {
            throttle.pass(1, () -> new byte[0]);
        }
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    private static byte[] stay(AtomicInteger inside, AtomicInteger most) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inside.decrementAndGet();
        return new byte[0];
    }
}
