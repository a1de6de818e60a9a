package dev.morlens.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.Counts;
import dev.morlens.testing.browser.PassingTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestAllowancesTest {

    private static final ClientAddress ANN = new ClientAddress(1);
    private static final ClientAddress BEN = new ClientAddress(2);

    private final PassingTime clock = new PassingTime();

    @Test
    void aBurstIsGivenAtOnceAndThenWhatIsRefilled() {
        RequestAllowances requestAllowances = new RequestAllowances(2, 5, 10, clock);
        for (int i = 0; i < 5; i++) {
            assertThat(requestAllowances.take(ANN, 1)).isZero();
        }
        assertThat(requestAllowances.take(ANN, 1)).isEqualTo(Duration.ofMillis(500));
        assertThat(requestAllowances.take(BEN, 1)).isZero();
        clock.pass(Duration.ofMillis(499));
        assertThat(requestAllowances.take(ANN, 1)).isPositive();
        clock.pass(Duration.ofMillis(1));
        assertThat(requestAllowances.take(ANN, 1)).isZero();
    }

    @Test
    void whoWaitsAsLongAsToldIsServedAndNoSoonerAtRandom() {
        long seed = Counts.seed("AllowancesTest");
        Random random = new Random(seed);
        for (int run = 0; run < Counts.of(1_000); run++) {
            RequestAllowances requestAllowances =
                    new RequestAllowances(1 + random.nextInt(100), 1 + random.nextInt(500), 10, clock);
            long tokens = 1 + random.nextInt(50);
            Duration wait = Duration.ZERO;
            for (int i = 0; i < 2_000 && wait.isZero(); i++) {
                wait = requestAllowances.take(ANN, tokens);
            }
            assertThat(wait).as("seed %d, run %d", seed, run).isPositive();
            clock.pass(wait.minusNanos(1));
            assertThat(requestAllowances.take(ANN, tokens))
                    .as("seed %d, run %d", seed, run)
                    .isPositive();
            clock.pass(Duration.ofNanos(1));
            assertThat(requestAllowances.take(ANN, tokens))
                    .as("seed %d, run %d", seed, run)
                    .isZero();
        }
    }

    @Test
    void aQuestionLargerThanABurstTakesABurstRatherThanNeverBeingAnswered() {
        RequestAllowances requestAllowances = new RequestAllowances(1, 5, 10, clock);
        assertThat(requestAllowances.take(ANN, 1_000)).isZero();
        assertThat(requestAllowances.take(ANN, 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noMoreClientsAreRememberedThanAreAllowed() {
        RequestAllowances requestAllowances = new RequestAllowances(1, 5, 100, clock);
        for (int i = 0; i < 10_000; i++) {
            assertThat(requestAllowances.take(new ClientAddress(i), 1)).isZero();
        }
        assertThat(requestAllowances.remembered()).isLessThanOrEqualTo(100);
    }

    @Test
    void withoutALimitAllIsGiven() {
        RequestAllowances requestAllowances = new RequestAllowances(0, 1, 10, clock);
        for (int i = 0; i < 100; i++) {
            assertThat(requestAllowances.take(ANN, 1)).isZero();
        }
        assertThat(requestAllowances.remembered()).isZero();
    }
}
