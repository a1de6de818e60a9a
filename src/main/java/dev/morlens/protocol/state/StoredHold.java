package dev.morlens.protocol.state;

import dev.morlens.chain.value.Wei;
import java.time.Instant;

/**
 * A row of {@code userStakesOnHold} as storage has it (docs/protocol.md, P21).
 *
 * @param amount in wei, possibly 0
 * @param releaseAt locked before, claimable from then on
 */
public record StoredHold(Wei amount, Instant releaseAt) {}
