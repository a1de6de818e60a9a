package dev.morlens.market.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.ModelStats;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.RunningMean;
import java.math.BigInteger;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The consumer node's formula with figures worked out by hand (docs/drop-in.md, "The rating of bids"). */
class RatingTest {

    private static final Wei PRICE = Wei.of(10_000_000_000_000L);
    private static final Wei MINIMUM = tenths(2);
    private static final Offset<Double> CLOSE = within(0.00005);
    private static final RunningMean NONE = new RunningMean(0, 0);

    private final ModelStats model = new ModelStats(
            new RunningMean(40_000, 50_000_000), new RunningMean(800, 80_000), new RunningMean(7_200, 8_000_000), 3);
    private final ProviderModelStats good =
            new ProviderModelStats(new RunningMean(45_000, 0), new RunningMean(700, 0), 9_000, 9, 10);
    private final ProviderModelStats fresh = new ProviderModelStats(NONE, NONE, 0, 0, 0);

    @Test
    void partsAndScoreAreThoseWorkedOutByHand() {
        Rating rating = rate(model, good, tenths(10), MINIMUM, PRICE);

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
        assertThat(rate(untried, fresh, MINIMUM, MINIMUM, PRICE).score()).isEqualTo(28_000, within(0.001));

        Rating among = rate(model, fresh, MINIMUM, MINIMUM, PRICE);
        assertThat(among.ttft()).isEqualTo(1);
        assertThat(among.tps() + among.duration() + among.success() + among.stake())
                .isZero();
        assertThat(among.score()).isEqualTo(8_000, within(0.001));
    }

    @Test
    void stakesBeyondSixtyFourBitsCountExactly() {
        assertThat(rate(model, good, tenths(100), MINIMUM, PRICE).stake()).isEqualTo(1);
        assertThat(rate(model, good, tenths(11), tenths(2), PRICE).stake()).isEqualTo(0.5, CLOSE);
        assertThat(rate(model, good, tenths(1), MINIMUM, PRICE).stake()).isZero();
        assertThat(rate(model, good, tenths(100_000), Wei.ZERO, PRICE).stake()).isZero();
    }

    @Test
    void nodesScoreWrapsLargeStakes() {
        assertThat(rate(model, good, tenths(10), MINIMUM, PRICE))
                .satisfies(one -> assertThat(one.nodeScore()).isEqualTo(one.score(), within(0.001)));
        assertThat(nodesStake(100)).isEqualTo(0, CLOSE);
        assertThat(nodesStake(200)).isEqualTo(0.7518, CLOSE);
        assertThat(nodesStake(100_000)).isEqualTo(0.925, within(0.001));
        assertThat(rate(model, good, tenths(10), Wei.ZERO, PRICE).nodeScore()).isFinite();
    }

    /** The node's stake part, out of its score. */
    private double nodesStake(long tenths) {
        Rating exact = rate(model, good, tenths(tenths), MINIMUM, PRICE);
        double price = 1e-5;
        double others = exact.weighted() - RatingWeights.USUAL.stake() * exact.stake();
        return (exact.nodeScore() * price - others) / RatingWeights.USUAL.stake();
    }

    @Test
    void weightsAreThoseConfiguredAndMakeOne() {
        RatingWeights onlySuccess = new RatingWeights(0, 0, 0, 1, 0);
        assertThat(Rating.of(onlySuccess, model, good, tenths(10), MINIMUM, PRICE)
                        .weighted())
                .isEqualTo(0.81, CLOSE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RatingWeights(0.5, 0.5, 0.5, 0, 0))
                .withMessageContaining("add up to 1, exactly and in this order, got tps 0.5");
        assertThatIllegalArgumentException()
                .as("the same numbers, which as binary ones make a little less in another order")
                .isThrownBy(() -> new RatingWeights(0.24, 0.24, 0.08, 0.32, 0.12));
        assertThatIllegalArgumentException().isThrownBy(() -> new RatingWeights(-1, 1, 1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RatingWeights(Double.NaN, 1, 0, 0, 0));
    }

    @Test
    void deniedProvidersCannotBeChosenEvenIfAllowed() {
        Address one = Address.of("0x" + "01".repeat(20));
        Address two = Address.of("0x" + "02".repeat(20));
        assertThat(RatingRules.USUAL.allows(one)).isTrue();
        RatingRules rules = new RatingRules(RatingWeights.USUAL, Set.of(one, two), Set.of(two));
        assertThat(rules.allows(one)).isTrue();
        assertThat(rules.allows(two)).isFalse();
        assertThat(rules.allows(Address.ZERO)).isFalse();
    }

    @Test
    void absurdStatisticsAndPricesGiveFiniteScores() {
        ModelStats absurd = new ModelStats(
                new RunningMean(Long.MIN_VALUE, 1), new RunningMean(Long.MAX_VALUE, -1), NONE, 4_294_967_295L);
        ProviderModelStats extreme = new ProviderModelStats(
                new RunningMean(Long.MAX_VALUE, 0), new RunningMean(Long.MIN_VALUE, 0), 4_294_967_295L, 7, 7);
        Rating rating = rate(absurd, extreme, MINIMUM, MINIMUM, Wei.ZERO);
        assertThat(rating.weighted()).isBetween(0.0, 1.0);
        assertThat(rating.score()).isZero();
        assertThat(rate(absurd, extreme, MINIMUM, MINIMUM, Wei.of(1)).score()).isFinite();
    }

    private static Rating rate(ModelStats model, ProviderModelStats provider, Wei stake, Wei minimum, Wei price) {
        return Rating.of(RatingWeights.USUAL, model, provider, stake, minimum, price);
    }

    private static Wei tenths(long tenthsOfMor) {
        return Wei.of(BigInteger.valueOf(tenthsOfMor).multiply(BigInteger.TEN.pow(17)));
    }
}
