package dev.morlens.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.Counts;
import dev.morlens.testing.PassingTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllowancesTest {

    private static final Client ANN = new Client(1);
    private static final Client BEN = new Client(2);

    private final PassingTime clock = new PassingTime();

    @Test
    void aBurstIsGivenAtOnceAndThenWhatIsRefilled() {
        Allowances allowances = new Allowances(2, 5, 10, clock);
        for (int i = 0; i < 5; i++) {
            assertThat(allowances.take(ANN, 1)).isZero();
        }
        assertThat(allowances.take(ANN, 1)).isEqualTo(Duration.ofMillis(500));
        assertThat(allowances.take(BEN, 1)).isZero();
        clock.pass(Duration.ofMillis(499));
        assertThat(allowances.take(ANN, 1)).isPositive();
        clock.pass(Duration.ofMillis(1));
        assertThat(allowances.take(ANN, 1)).isZero();
    }

    @Test
    void whoWaitsAsLongAsToldIsServedAndNoSoonerAtRandom() {
        long seed = Counts.seed("AllowancesTest");
        Random random = new Random(seed);
        for (int run = 0; run < Counts.of(1_000); run++) {
            Allowances allowances = new Allowances(1 + random.nextInt(100), 1 + random.nextInt(500), 10, clock);
            long tokens = 1 + random.nextInt(50);
            Duration wait = Duration.ZERO;
            for (int i = 0; i < 2_000 && wait.isZero(); i++) {
                wait = allowances.take(ANN, tokens);
            }
            assertThat(wait).as("seed %d, run %d", seed, run).isPositive();
            clock.pass(wait.minusNanos(1));
            assertThat(allowances.take(ANN, tokens))
                    .as("seed %d, run %d", seed, run)
                    .isPositive();
            clock.pass(Duration.ofNanos(1));
            assertThat(allowances.take(ANN, tokens))
                    .as("seed %d, run %d", seed, run)
                    .isZero();
        }
    }

    @Test
    void aQuestionLargerThanABurstTakesABurstRatherThanNeverBeingAnswered() {
        Allowances allowances = new Allowances(1, 5, 10, clock);
        assertThat(allowances.take(ANN, 1_000)).isZero();
        assertThat(allowances.take(ANN, 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noMoreClientsAreRememberedThanAreAllowed() {
        Allowances allowances = new Allowances(1, 5, 100, clock);
        for (int i = 0; i < 10_000; i++) {
            assertThat(allowances.take(new Client(i), 1)).isZero();
        }
        assertThat(allowances.remembered()).isLessThanOrEqualTo(100);
    }

    @Test
    void withoutALimitAllIsGiven() {
        Allowances allowances = new Allowances(0, 1, 10, clock);
        for (int i = 0; i < 100; i++) {
            assertThat(allowances.take(ANN, 1)).isZero();
        }
        assertThat(allowances.remembered()).isZero();
    }
}
