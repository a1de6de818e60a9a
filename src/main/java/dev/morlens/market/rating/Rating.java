package dev.morlens.market.rating;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.ModelStats;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.RunningMean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Why a bid comes before another: the consumer node's default rating (docs/drop-in.md, "The rating of bids"), of exact
 * stakes. Each part is between 0 and 1.
 *
 * @param weighted the parts' weighted sum
 * @param score the sum by the price in MOR a second: higher is better
 * @param nodeScore the same as the consumer node computes it: it counts stakes in 64 bits, which wrap above 9.2 MOR
 */
public record Rating(
        double tps,
        double ttft,
        double duration,
        double success,
        double stake,
        double weighted,
        double score,
        double nodeScore) {

    private static final int DECIMALS = 18;

    /** Of the minimum stake: so many times it above it, and the stake cannot be rated higher. */
    private static final BigInteger ENOUGH = BigInteger.valueOf(9);

    /** @param minimum what a provider must stake at least */
    public static Rating of(
            RatingWeights weights,
            ModelStats model,
            ProviderModelStats provider,
            Wei providerStake,
            Wei minimum,
            Wei pricePerSecond) {
        long count = model.count();
        double tps = norm(distance(provider.tpsScaled1000().mean(), model.tpsScaled1000(), count));
        double ttft = norm(-distance(provider.ttftMs().mean(), model.ttftMs(), count));
        double duration = norm(distance(provider.totalDuration(), model.totalDuration(), count));
        double success = success(provider);
        double stake = stake(providerStake, minimum);
        double others = weights.tps() * tps
                + weights.ttft() * ttft
                + weights.duration() * duration
                + weights.success() * success;
        double weighted = others + weights.stake() * stake;
        double wrapped = others + weights.stake() * wrappedStake(providerStake, minimum);
        return new Rating(
                tps,
                ttft,
                duration,
                success,
                stake,
                weighted,
                byPrice(weighted, pricePerSecond),
                byPrice(wrapped, pricePerSecond));
    }

    /** In standard deviations from the model's mean; 0 where nothing differs. */
    private static double distance(long mean, RunningMean model, long count) {
        double deviation = count <= 1 || model.sqSum() < 0 ? 0 : Math.sqrt((double) model.sqSum() / (count - 1));
        return deviation == 0 ? 0 : ((double) mean - model.mean()) / deviation;
    }

    private static double norm(double deviations) {
        return Math.clamp((deviations + 3) / 6, 0.0, 1.0);
    }

    private static double success(ProviderModelStats provider) {
        double share = provider.totalCount() == 0 ? 0 : (double) provider.successCount() / provider.totalCount();
        return share * share;
    }

    private static double stake(Wei stake, Wei minimum) {
        if (!minimum.isPositive()) {
            return 0;
        }
        BigDecimal above = new BigDecimal(stake.minus(minimum).value());
        BigDecimal enough = new BigDecimal(minimum.value().multiply(ENOUGH));
        return Math.clamp(above.divide(enough, MathContext.DECIMAL64).doubleValue(), 0.0, 1.0);
    }

    /** As the consumer node's 64-bit integers have it. */
    private static double wrappedStake(Wei stake, Wei minimum) {
        long least = minimum.value().longValue();
        long most = ENOUGH.add(BigInteger.ONE).longValue() * least;
        double above = stake.value().longValue() - least;
        return most == least ? 0 : Math.clamp(above / (most - least), 0.0, 1.0);
    }

    /** A bid for nothing, which the contract's price floor should forbid, is no better than none. */
    private static double byPrice(double weighted, Wei pricePerSecond) {
        return pricePerSecond.isPositive()
                ? weighted / new BigDecimal(pricePerSecond.value(), DECIMALS).doubleValue()
                : 0;
    }
}
