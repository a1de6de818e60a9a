package dev.morlens.protocol.state;

import dev.morlens.chain.value.Wei;
import java.time.Instant;

/**
 * A funder's grant in a hot wallet's pool as {@code getStakingAllowance} tells it, in wei.
 *
 * @param expiry 1970 where it never expires
 */
public record GrantState(
        Wei cumulativeCap,
        Wei lifetimeFunded,
        Wei principal,
        Wei locked,
        Wei pendingOwed,
        Instant expiry,
        boolean revoked,
        boolean listed) {}
