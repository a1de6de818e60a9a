package dev.morlens.protocol.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.DayFigures;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What a stake buys (docs/protocol.md, P22 and P23), and the vector of docs/drop-in.md, "What clients stake". */
class StakeTermsTest {

    private static final Wei PRICE = Wei.of(10_000_000_000_000L);

    private final StakeTerms terms = new StakeTerms(
            Wei.of("2758421990735562280000000"),
            Wei.of("9318336303995947220000000"),
            Wei.of("27584219907355622800000"));

    @Test
    void minimumGivesExactlyTheSecondsAndOneWeiLessFewer() {
        Wei minimum = terms.minimum(PRICE, 600);
        assertThat(minimum).hasToString("2026884139256252382");
        assertThat(terms.seconds(minimum, PRICE)).isEqualTo(600);
        assertThat(terms.seconds(minimum.minus(Wei.of(1)), PRICE)).isEqualTo(599);
    }

    @Test
    void clientAsksForASecondMore() {
        Wei client = terms.client(PRICE, 600);
        assertThat(client).hasToString("2030262279488346136");
        assertThat(terms.seconds(client, PRICE)).isEqualTo(601);
    }

    /**
     * By the contract's formulas: a payout of the whole budget lowers the compute balance and raises the supply by it.
     */
    @Test
    void suggestedStakeGivesTheSecondsAfterExactlyADaysBudgetIsPaidAndOneWeiLessDoesNot() {
        StakeTerms paid = new StakeTerms(
                terms.computeBalance().minus(terms.budget()), terms.supply().plus(terms.budget()), terms.budget());
        for (long seconds : new long[] {300, 600, 3_600, 86_400, 604_800}) {
            Wei suggested = terms.afterBudgetIsPaid().minimum(PRICE, seconds);
            assertThat(paid.seconds(suggested, PRICE)).isEqualTo(seconds);
            assertThat(paid.seconds(suggested.minus(Wei.of(1)), PRICE)).isEqualTo(seconds - 1);
            assertThat(terms.seconds(suggested, PRICE)).isGreaterThan(BigInteger.valueOf(seconds));
            assertThat(paid.seconds(terms.minimum(PRICE, seconds), PRICE)).isLessThan(BigInteger.valueOf(seconds));
        }
    }

    @Test
    void withoutAnythingToStakeForThereAreNoTerms() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StakeTerms(Wei.ZERO, PRICE, PRICE));
        assertThat(new DayFigures(Wei.ZERO, PRICE, PRICE).terms()).isEmpty();
        assertThat(new DayFigures(PRICE, Wei.ZERO, PRICE).terms()).isEmpty();
        assertThat(new DayFigures(PRICE, PRICE, Wei.ZERO).terms()).isEmpty();
    }

    @Test
    void figuresOfADayOnWhichThereIsSomethingToStakeForAreItsTerms() {
        assertThat(new DayFigures(terms.computeBalance(), terms.supply(), terms.budget()).terms())
                .contains(terms);
    }
}
