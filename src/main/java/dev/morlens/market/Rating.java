package dev.morlens.market;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.ModelStats;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.Spread;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Why a bid comes before another: the consumer node's default rating (compat.md, 4.3), of exact stakes. Each part is
 * between 0 and 1.
 *
 * @param weighted the parts' weighted sum
 * @param score the sum by the price in MOR a second: higher is better
 */
public record Rating(
        double tps, double ttft, double duration, double success, double stake, double weighted, double score) {

    public static final double TPS_WEIGHT = 0.24;
    public static final double TTFT_WEIGHT = 0.08;
    public static final double DURATION_WEIGHT = 0.24;
    public static final double SUCCESS_WEIGHT = 0.32;
    public static final double STAKE_WEIGHT = 0.12;

    private static final int DECIMALS = 18;

    /** Of the minimum stake: so many times it above it, and the stake cannot be rated higher. */
    private static final BigInteger ENOUGH = BigInteger.valueOf(9);

    /** @param minimum what a provider must stake at least */
    static Rating of(
            ModelStats model, ProviderModelStats provider, Wei providerStake, Wei minimum, Wei pricePerSecond) {
        long count = model.count();
        double tps = norm(distance(provider.tpsScaled1000().mean(), model.tpsScaled1000(), count));
        double ttft = norm(-distance(provider.ttftMs().mean(), model.ttftMs(), count));
        double duration = norm(distance(provider.totalDuration(), model.totalDuration(), count));
        double success = success(provider);
        double stake = stake(providerStake, minimum);
        double weighted = TPS_WEIGHT * tps
                + TTFT_WEIGHT * ttft
                + DURATION_WEIGHT * duration
                + SUCCESS_WEIGHT * success
                + STAKE_WEIGHT * stake;
        return new Rating(tps, ttft, duration, success, stake, weighted, byPrice(weighted, pricePerSecond));
    }

    /** In standard deviations from the model's mean; 0 where nothing differs. */
    private static double distance(long mean, Spread model, long count) {
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

    /** A bid for nothing, which the contract's price floor should forbid, is no better than none. */
    private static double byPrice(double weighted, Wei pricePerSecond) {
        return pricePerSecond.isPositive()
                ? weighted / new BigDecimal(pricePerSecond.value(), DECIMALS).doubleValue()
                : 0;
    }
}
