package dev.morlens.chain.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.testing.Counts;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

    private static final long A_DAY = 100_000;
    private static final int LARGEST_QUESTION = 20;

    private long now;

    @Test
    void noDayHasMoreCallsThanAllowedWhoeverAsksHoweverMuch() {
        Random random = new Random(Counts.seed("CallBudgetTest"));
        CallBudget budget = budget(OptionalLong.of(A_DAY));
        long sent = 0;
        long end = now + Duration.ofHours(24).toNanos();
        while (now < end) {
            for (CallPurpose callPurpose : CallPurpose.values()) {
                if (budget.allows(callPurpose)) {
                    int calls = 1 + random.nextInt(LARGEST_QUESTION);
                    budget.spent(callPurpose, calls);
                    sent += calls;
                }
            }
            now += random.nextLong(Duration.ofSeconds(2).toNanos());
        }
        assertThat(sent).isBetween(A_DAY * 9 / 10, A_DAY + 4 * LARGEST_QUESTION);
        assertThat(budget.spent(CallPurpose.VISITORS)).isLessThanOrEqualTo(A_DAY / 4 + LARGEST_QUESTION);
    }

    @Test
    void whoLooksAtThePaceItGivesIsNeverHeldUp() {
        CallBudget budget = budget(OptionalLong.of(A_DAY));
        Duration pace = budget.pace(CallPurpose.FOLLOWING, 4);
        assertThat(pace).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
        for (int looks = 0; looks < 24 * 3_600 / pace.toSeconds(); looks++) {
            assertThat(budget.allows(CallPurpose.FOLLOWING)).isTrue();
            budget.spent(CallPurpose.FOLLOWING, 4);
            now += pace.toNanos();
        }
    }

    @Test
    void visitorsAreToldAtOnceWhenTheirShareIsSpentAndTakeNothingOfOthers() {
        CallBudget budget = budget(OptionalLong.of(A_DAY));
        while (budget.allows(CallPurpose.VISITORS)) {
            budget.admit(CallPurpose.VISITORS);
            budget.spent(CallPurpose.VISITORS, 10);
        }
        assertThatThrownBy(() -> budget.admit(CallPurpose.VISITORS))
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessageContaining("calls-a-day is 100000")
                .hasMessageContaining("nothing was asked");
        assertThat(budget.allows(CallPurpose.FOLLOWING)).isTrue();
        assertThat(budget.allows(CallPurpose.AUDITS)).isTrue();
        now += Duration.ofMinutes(1).toNanos();
        assertThat(budget.allows(CallPurpose.VISITORS)).isTrue();
    }

    @Test
    void withoutABoundNothingIsHeldUpAndAllIsCounted() {
        CallBudget budget = budget(OptionalLong.empty());
        budget.spent(CallPurpose.AUDITS, 1_000_000);
        budget.admit(CallPurpose.AUDITS);
        assertThat(budget.left(CallPurpose.AUDITS)).isEqualTo(Long.MAX_VALUE);
        assertThat(budget.spent(CallPurpose.AUDITS)).isEqualTo(1_000_000);
        assertThat(budget.pace(CallPurpose.FOLLOWING, 4)).isZero();
    }

    @Test
    void aBoundWithWhichNothingCanBeFollowedIsRefused() {
        assertThatThrownBy(() -> budget(OptionalLong.of(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000");
        assertThatThrownBy(() -> new CallBudget(OptionalLong.of(A_DAY), 1, () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private CallBudget budget(OptionalLong callsADay) {
        return new CallBudget(callsADay, 0.25, () -> now);
    }
}
