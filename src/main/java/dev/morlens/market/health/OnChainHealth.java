package dev.morlens.market.health;

import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.util.Optional;

/**
 * What only a node tells of the protocol.
 *
 * @param block that it was told of, which may be some blocks before an answer's
 * @param claims whether the Diamond has {@code withdrawUserStakes}
 * @param closes whether it has {@code closeSession}
 * @param settlementGrace how long after a session's end anybody may settle it; empty where the Diamond cannot settle
 */
public record OnChainHealth(
        BlockRef block, FundingAccount funding, boolean claims, boolean closes, Optional<Duration> settlementGrace) {}
