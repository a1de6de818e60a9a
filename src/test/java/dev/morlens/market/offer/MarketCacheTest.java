package dev.morlens.market.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.offer.MarketCache.Limits;
import dev.morlens.market.rating.RatingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarketCacheTest {

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(6), Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofMinutes(1));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong seconds = new AtomicLong(1_000);
    private final AtomicInteger readings = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean broken;

    private final MarketCache keeper = keeper(LIMITS);

    @AfterEach
    void stop() {
        gate.countDown();
        threads.shutdownNow();
    }

    @Test
    void firstWaitsUntilItIsReadAndAFreshOneAnswersWithoutReading() throws Exception {
        gate = new CountDownLatch(1);
        CompletableFuture<Market> first = CompletableFuture.supplyAsync(keeper::get, threads);
        assertThat(first.copy()
                        .completeOnTimeout(null, 200, TimeUnit.MILLISECONDS)
                        .get())
                .isNull();
        gate.countDown();
        assertThat(number(first.get(1, TimeUnit.MINUTES))).isEqualTo(1);
        seconds.addAndGet(5);
        assertThat(number(keeper.get())).isEqualTo(1);
        assertThat(readings).hasValue(1);
    }

    @Test
    void youngOneAnswersAtOnceWhileANewerOneIsReadOnceForAll() throws Exception {
        keeper.get();
        gate = new CountDownLatch(1);
        seconds.addAndGet(7);
        for (int i = 0; i < 5; i++) {
            Market answer = keeper.get();
            assertThat(number(answer)).isEqualTo(1);
            assertThat(answer.asOf().stale()).isFalse();
        }
        gate.countDown();
        awaitNumber(2);
        assertThat(readings).hasValue(2);
    }

    @Test
    void oldOneAnswersAndSaysSoWhenTheNewerOneDoesNotComeInTime() throws Exception {
        keeper.get();
        gate = new CountDownLatch(1);
        seconds.addAndGet(3_600);
        Market late = keeper.get();
        assertThat(number(late)).isEqualTo(1);
        assertThat(late.asOf().stale()).isTrue();
        gate.countDown();
        awaitNumber(2);
        assertThat(keeper.get().asOf().stale()).isFalse();
    }

    @Test
    void oldOneGivesWayToANewerOneThatComesInTime() {
        keeper.get();
        seconds.addAndGet(3_600);
        awaitNumber(2);
    }

    @Test
    void withoutAnyTheReadersFailureIsTheAnswerAndTheNextOneTriesAgain() {
        broken = true;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(keeper::get).isInstanceOf(MarketUnavailableException.class);
        }
        broken = false;
        assertThat(number(keeper.get())).isEqualTo(3);
    }

    @Test
    void withoutAnyNobodyWaitsLongerThanThePatienceOfTheFirst() {
        MarketCache impatient =
                keeper(new Limits(LIMITS.fresh(), LIMITS.young(), LIMITS.patience(), Duration.ofMillis(50)));
        gate = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(impatient::get)
                    .isInstanceOf(MarketUnavailableException.class)
                    .hasMessageContaining("local");
        }
        gate.countDown();
        Instant deadline = Instant.now().plusSeconds(60);
        while (impatient.cached().isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
        assertThat(number(impatient.get())).isEqualTo(1);
        assertThat(readings).hasValue(1);
    }

    private MarketCache keeper(Limits limits) {
        return new MarketCache("local", limits, this::read, threads, () -> TimeUnit.SECONDS.toNanos(seconds.get()));
    }

    private Market read(Market last) {
        int number = readings.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (broken) {
            throw new MarketUnavailableException("local", null);
        }
        assertThat(last == null ? 0 : number(last)).isLessThan(number);
        BlockRef block = new BlockRef(number, new Hash(number, 0, 0, 0), Instant.EPOCH);
        return new Market(
                new AsOf(block, FinalityLevel.LATEST, false),
                Optional.empty(),
                Wei.ZERO,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                SortedMarket.of(List.of(), List.of()),
                RatingRules.USUAL,
                new Market.Unreadable(0, 0));
    }

    private void awaitNumber(long number) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (number(keeper.get()) != number) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private static long number(Market market) {
        return market.asOf().block().number();
    }
}
