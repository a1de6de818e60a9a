package dev.morlens.market.rating;

import dev.morlens.protocol.state.ProviderModelStats;
import java.util.Collection;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How a provider's closed sessions went, by the contract's statistics, which leave out settled ones.
 *
 * @param successes those that were not disputed; only they were measured
 * @param seconds served in them
 * @param tokensPerSecond on average; empty if nothing was measured
 * @param firstTokenMs milliseconds to the first token, on average; empty if nothing was measured
 */
public record Performance(
        long sessions, long successes, long seconds, Optional<Double> tokensPerSecond, Optional<Double> firstTokenMs) {

    private static final double TPS_SCALE = 1_000;

    public static final Performance NONE = new Performance(0, 0, 0, Optional.empty(), Optional.empty());

    public static Performance of(ProviderModelStats stats) {
        boolean measured = stats.successCount() > 0;
        return new Performance(
                stats.totalCount(),
                stats.successCount(),
                stats.totalDuration(),
                Optional.of(stats.tpsScaled1000().mean() / TPS_SCALE).filter(tps -> measured),
                Optional.of((double) stats.ttftMs().mean()).filter(ms -> measured));
    }

    /** Of several models together: each counts by what was measured of it. */
    public static Performance of(Collection<ProviderModelStats> all) {
        long successes = sum(all, ProviderModelStats::successCount);
        return new Performance(
                sum(all, ProviderModelStats::totalCount),
                successes,
                sum(all, ProviderModelStats::totalDuration),
                mean(all, successes, stats -> stats.tpsScaled1000().mean()).map(tps -> tps / TPS_SCALE),
                mean(all, successes, stats -> stats.ttftMs().mean()));
    }

    /** Between 0 and 1; empty without a session. */
    public Optional<Double> successRate() {
        return sessions == 0 ? Optional.empty() : Optional.of((double) successes / sessions);
    }

    private static long sum(Collection<ProviderModelStats> all, ToLongFunction<ProviderModelStats> part) {
        return all.stream().mapToLong(part).sum();
    }

    private static Optional<Double> mean(
            Collection<ProviderModelStats> all, long successes, ToLongFunction<ProviderModelStats> part) {
        double sum = all.stream()
                .mapToDouble(stats -> (double) part.applyAsLong(stats) * stats.successCount())
                .sum();
        return successes == 0 ? Optional.empty() : Optional.of(sum / successes);
    }
}
