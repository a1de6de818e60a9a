package dev.morlens.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.ModelStats;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.Spread;
import java.math.BigInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The consumer node's formula with figures worked out by hand (compat.md, 4.3). */
class RatingTest {

    private static final Wei PRICE = Wei.of(10_000_000_000_000L);
    private static final Wei MINIMUM = tenths(2);
    private static final Offset<Double> CLOSE = within(0.00005);
    private static final Spread NONE = new Spread(0, 0);

    private final ModelStats model =
            new ModelStats(new Spread(40_000, 50_000_000), new Spread(800, 80_000), new Spread(7_200, 8_000_000), 3);
    private final ProviderModelStats good =
            new ProviderModelStats(new Spread(45_000, 0), new Spread(700, 0), 9_000, 9, 10);
    private final ProviderModelStats fresh = new ProviderModelStats(NONE, NONE, 0, 0, 0);

    @Test
    void partsAndScoreAreThoseWorkedOutByHand() {
        Rating rating = Rating.of(model, good, tenths(10), MINIMUM, PRICE);

        assertThat(rating.tps()).isEqualTo(0.6667, CLOSE);
        assertThat(rating.ttft()).isEqualTo(0.5833, CLOSE);
        assertThat(rating.duration()).isEqualTo(0.65, CLOSE);
        assertThat(rating.success()).isEqualTo(0.81, CLOSE);
        assertThat(rating.stake()).isEqualTo(0.4444, CLOSE);
        assertThat(rating.weighted()).isEqualTo(0.6752, CLOSE);
        assertThat(rating.score()).isEqualTo(67_520, within(1.0));
    }

    @Test
    void newProviderIsInTheMiddleWhereNothingDiffersAndLastWhereOthersAreKnown() {
        ModelStats untried = new ModelStats(NONE, NONE, NONE, 0);
        assertThat(Rating.of(untried, fresh, MINIMUM, MINIMUM, PRICE).score()).isEqualTo(28_000, within(0.001));

        Rating among = Rating.of(model, fresh, MINIMUM, MINIMUM, PRICE);
        assertThat(among.ttft()).isEqualTo(1);
        assertThat(among.tps() + among.duration() + among.success() + among.stake())
                .isZero();
        assertThat(among.score()).isEqualTo(8_000, within(0.001));
    }

    @Test
    void stakesBeyondSixtyFourBitsCountExactly() {
        assertThat(Rating.of(model, good, tenths(100), MINIMUM, PRICE).stake()).isEqualTo(1);
        assertThat(Rating.of(model, good, tenths(11), tenths(2), PRICE).stake()).isEqualTo(0.5, CLOSE);
        assertThat(Rating.of(model, good, tenths(1), MINIMUM, PRICE).stake()).isZero();
        assertThat(Rating.of(model, good, tenths(100_000), Wei.ZERO, PRICE).stake())
                .isZero();
    }

    @Test
    void absurdStatisticsAndPricesGiveFiniteScores() {
        ModelStats absurd =
                new ModelStats(new Spread(Long.MIN_VALUE, 1), new Spread(Long.MAX_VALUE, -1), NONE, 4_294_967_295L);
        ProviderModelStats extreme = new ProviderModelStats(
                new Spread(Long.MAX_VALUE, 0), new Spread(Long.MIN_VALUE, 0), 4_294_967_295L, 7, 7);
        Rating rating = Rating.of(absurd, extreme, MINIMUM, MINIMUM, Wei.ZERO);
        assertThat(rating.weighted()).isBetween(0.0, 1.0);
        assertThat(rating.score()).isZero();
        assertThat(Rating.of(absurd, extreme, MINIMUM, MINIMUM, Wei.of(1)).score())
                .isFinite();
    }

    private static Wei tenths(long tenthsOfMor) {
        return Wei.of(BigInteger.valueOf(tenthsOfMor).multiply(BigInteger.TEN.pow(17)));
    }
}
