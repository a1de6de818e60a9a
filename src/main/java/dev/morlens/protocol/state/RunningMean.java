package dev.morlens.protocol.state;

/** A running mean and sum of squares, as the contract keeps them. */
public record RunningMean(long mean, long sqSum) {}
