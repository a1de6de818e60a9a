package dev.morlens.indexer.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.budget.CallBudget;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookPaceTest {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final AtomicLong clock = new AtomicLong();
    private final CallBudget budget = new CallBudget(OptionalLong.of(100_000), 0.25, clock::get);
    private final LookPace pace = new LookPace(budget, LEAST);
    private Duration usual;

    @BeforeEach
    void lookAsUsual() {
        looks(50, 4);
        usual = pace.interval();
    }

    @Test
    void looksAreAsFarApartAsTheirShareOfTheDaysCallsAllows() {
        double looksADay = (double) Duration.ofDays(1).toMillis() / usual.toMillis();
        assertThat(4 * looksADay).isBetween(40_000.0, 46_000.0);
    }

    @Test
    void oneLookThatCostsFarMoreThanUsualHardlyDelaysTheNextOnes() {
        looks(1, 100);
        assertThat(pace.interval()).isLessThanOrEqualTo(usual.multipliedBy(5).dividedBy(4));
    }

    @Test
    void whereLooksCostMoreFromNowOnTheyAreFartherApart() {
        looks(50, 40);
        assertThat(pace.interval()).isBetween(usual.multipliedBy(9), usual.multipliedBy(11));
    }

    @Test
    void whatWasSpentOnHistoryIsNoLook() {
        budget.spent(CallPurpose.FOLLOWING, 1_000);
        pace.skip();
        assertThat(pace.interval()).isEqualTo(usual);
    }

    private void looks(int count, int calls) {
        for (int i = 0; i < count; i++) {
            clock.addAndGet(Duration.ofMinutes(1).toNanos());
            budget.spent(CallPurpose.FOLLOWING, calls);
            pace.looked();
        }
    }
}
