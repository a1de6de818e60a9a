package dev.morlens.protocol.state;

import dev.morlens.chain.value.Wei;

/**
 * A hot wallet's staking pool as {@code getStakingPool} tells it, in wei: the funders' principal and pending withdrawals
 * together are free + locked.
 *
 * @param funderCount leaves out self-escrow and revoked or expired funders
 */
public record PoolState(Wei free, Wei locked, Wei pendingTotal, long funderCount, long holdCount) {}
