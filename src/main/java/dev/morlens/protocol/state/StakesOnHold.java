package dev.morlens.protocol.state;

import dev.morlens.chain.value.Wei;

/**
 * What {@code getUserStakesOnHold} sums up, in wei; wrong in the pool version beyond 255 rows (docs/protocol.md, P20).
 */
public record StakesOnHold(Wei available, Wei hold) {}
