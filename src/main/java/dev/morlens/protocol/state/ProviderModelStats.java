package dev.morlens.protocol.state;

/**
 * How a provider's sessions of one model went.
 *
 * @param tpsScaled1000 tokens a second, times 1,000
 * @param ttftMs milliseconds to the first token
 * @param totalDuration seconds, summed
 */
public record ProviderModelStats(
        RunningMean tpsScaled1000, RunningMean ttftMs, long totalDuration, long successCount, long totalCount) {}
