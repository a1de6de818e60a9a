package dev.morlens.protocol.state;

/**
 * How a model's undisputed sessions went.
 *
 * @param tpsScaled1000 tokens a second, times 1,000
 * @param ttftMs milliseconds to the first token
 * @param totalDuration seconds
 */
public record ModelStats(RunningMean tpsScaled1000, RunningMean ttftMs, RunningMean totalDuration, long count) {}
