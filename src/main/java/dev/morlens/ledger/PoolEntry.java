package dev.morlens.ledger;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of a grant, as a difference: a grant's state is the sum of its entries, its past the sum up to a block
 * (protocol.md, trap 7). All amounts in wei, negative where the sum falls.
 *
 * @param at the event
 * @param principal change of {@code currentPrincipal}
 * @param locked change of {@code locked}: stakes in sessions and holds
 * @param pending change of {@code pendingOwed}: queued withdrawals
 * @param funded change of {@code lifetimeFunded}
 * @param held change of what waits in day buckets; part of {@code locked}
 * @param releaseAt the day bucket that {@code held} is about
 * @param terms new cap and expiry, if this entry grants or revokes
 * @param session the session that was funded, if any
 */
public record PoolEntry(
        Posting at,
        Grant grant,
        Wei principal,
        Wei locked,
        Wei pending,
        Wei funded,
        Wei held,
        Optional<Instant> releaseAt,
        Optional<Terms> terms,
        Optional<SessionId> session) {

    /**
     * What a grant allows.
     *
     * @param cap the most that may ever be funded, in wei
     * @param expiry when it ends; the epoch for never
     */
    public record Terms(Wei cap, Instant expiry, boolean revoked) {}
}
