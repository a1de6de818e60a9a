package dev.morlens.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.testing.Counts;
import dev.morlens.testing.browser.PassingTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What visitors may have nodes asked, in all and each of them. */
class VisitorNodeBudgetTest {

    private static final Requester ANN = new Requester(1);
    private static final Requester BEN = new Requester(2);

    private final PassingTime clock = new PassingTime();

    @Test
    void oneAskerCannotUseUpWhatOthersMayAsk() {
        VisitorNodeBudget budget = new VisitorNodeBudget(100, 0.25, clock);
        assertThat(taken(budget, ANN, 1_000)).isEqualTo(25);
        assertThat(taken(budget, BEN, 1_000)).isEqualTo(25);
    }

    @Test
    void allTogetherTakeNoMoreThanThereIs() {
        VisitorNodeBudget budget = new VisitorNodeBudget(100, 0.25, clock);
        int taken = 0;
        for (int i = 0; i < 50; i++) {
            taken += taken(budget, new Requester(i), 1_000);
        }
        assertThat(taken).isEqualTo(100);
    }

    @Test
    void aShareIsThereAgainAfterAMinuteAndAPermitOfItSooner() {
        VisitorNodeBudget budget = new VisitorNodeBudget(240, 0.25, clock);
        assertThat(taken(budget, ANN, 1_000)).isEqualTo(60);
        clock.pass(Duration.ofSeconds(1));
        assertThat(taken(budget, ANN, 1_000)).isEqualTo(1);
        clock.pass(Duration.ofMinutes(1));
        assertThat(taken(budget, ANN, 1_000)).isEqualTo(60);
    }

    @Test
    void aQuestionThatWeighsMoreTakesMoreAndOneAboveAShareTakesAllOfIt() {
        VisitorNodeBudget budget = new VisitorNodeBudget(100, 0.25, clock);
        assertThat(budget.take(ANN, 20)).isTrue();
        assertThat(budget.take(ANN, 6)).isFalse();
        assertThat(taken(budget, ANN, 1_000)).isEqualTo(5);
        assertThat(budget.take(BEN, 1_000)).isTrue();
        assertThat(budget.take(BEN, 1)).isFalse();
    }

    @Test
    void nobodyPaysForAnAnswerThatIsThereOrOnItsWay() throws Exception {
        VisitorNodeBudget budget = new VisitorNodeBudget(8, 0.25, clock);
        AsyncCache<String, String> answers = Caffeine.newBuilder().buildAsync();
        CountDownLatch slow = new CountDownLatch(1);
        CompletableFuture<String> first = budget.once(answers, "question", ANN, 1, subject -> {
                    await(slow);
                    return "answer";
                })
                .orElseThrow();
        for (int i = 0; i < 10; i++) {
            assertThat(budget.once(answers, "question", BEN, 1, subject -> "another"))
                    .contains(first);
        }
        slow.countDown();
        assertThat(first.get()).isEqualTo("answer");
        assertThat(taken(budget, BEN, 10)).as("nothing was taken of it").isEqualTo(2);
        assertThat(taken(budget, ANN, 10)).isEqualTo(1);
    }

    @Test
    void whatOneMayNotHaveAskedAnotherIsTold() throws Exception {
        VisitorNodeBudget budget = new VisitorNodeBudget(4, 0.25, clock);
        AsyncCache<String, String> answers = Caffeine.newBuilder().buildAsync();
        assertThat(budget.take(ANN, 1)).isTrue();
        assertThat(budget.once(answers, "question", ANN, 1, subject -> "answer"))
                .isEmpty();
        Optional<CompletableFuture<String>> told = budget.once(answers, "question", BEN, 1, subject -> "answer");
        assertThat(told.orElseThrow().get()).isEqualTo("answer");
        assertThat(budget.once(answers, "question", ANN, 1, subject -> "another"))
                .as("and then it is there for both")
                .isEqualTo(told);
    }

    @Test
    void withoutABudgetNothingIsAskedAndNoShareIsNone() {
        assertThat(taken(new VisitorNodeBudget(0, 0.25, clock), ANN, 10)).isZero();
        assertThat(taken(new VisitorNodeBudget(1, 0.25, clock), ANN, 10)).isEqualTo(1);
        for (double share : new double[] {0, -1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> new VisitorNodeBudget(1, share)).hasMessageContaining("a share above 0");
        }
    }

    @Test
    void neitherAShareNorTheWholeIsExceededInAnyMinuteAtRandom() {
        long seed = Counts.seed("NodeBudgetTest");
        Random random = new Random(seed);
        for (int run = 0; run < Counts.of(500); run++) {
            int perMinute = 4 + random.nextInt(200);
            VisitorNodeBudget budget = new VisitorNodeBudget(perMinute, 0.25, clock);
            Map<Requester, Integer> used = new HashMap<>();
            long until = clock.currentTimeNanos() + Duration.ofMinutes(1).toNanos();
            while (clock.currentTimeNanos() < until) {
                Requester requester = new Requester(random.nextInt(6));
                int permits = 1 + random.nextInt(3);
                if (budget.take(requester, permits)) {
                    used.merge(requester, Math.min(permits, perMinute / 4), Integer::sum);
                }
                clock.pass(Duration.ofMillis(random.nextInt(2_000)));
            }
            int all = used.values().stream().mapToInt(Integer::intValue).sum();
            // A full bucket, and what is refilled in that minute.
            assertThat(all).as("seed %d, run %d", seed, run).isLessThanOrEqualTo(2 * perMinute);
            assertThat(used.values())
                    .as("seed %d, run %d", seed, run)
                    .allMatch(mine -> mine <= 2 * (perMinute / 4) + 1);
        }
    }

    private static int taken(VisitorNodeBudget budget, Requester requester, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            if (budget.take(requester, 1)) {
                taken++;
            }
        }
        return taken;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
