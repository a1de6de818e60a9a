package dev.morlens.market;

import java.time.Duration;
import java.util.Optional;

/**
 * What only a node tells of the protocol.
 *
 * @param claims whether the Diamond has {@code withdrawUserStakes}
 * @param closes whether it has {@code closeSession}
 * @param settlementGrace how long after a session's end anybody may settle it; empty where the Diamond cannot settle
 */
public record OnChainHealth(Funding funding, boolean claims, boolean closes, Optional<Duration> settlementGrace) {}
