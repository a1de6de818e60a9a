package dev.morlens.ledger.entry;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of a grant, as a difference: a grant's state is the sum of its entries, its past the sum up to a block
 * (docs/protocol.md, P40). All amounts in wei, negative where the sum falls.
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

    /** An entry that changes nothing yet. */
    public static PoolEntry at(Posting at, Address funder, Address hot) {
        return new PoolEntry(
                at,
                new Grant(funder, hot),
                Wei.ZERO,
                Wei.ZERO,
                Wei.ZERO,
                Wei.ZERO,
                Wei.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public PoolEntry principal(Wei change) {
        return new PoolEntry(at, grant, change, locked, pending, funded, held, releaseAt, terms, session);
    }

    public PoolEntry locked(Wei change) {
        return new PoolEntry(at, grant, principal, change, pending, funded, held, releaseAt, terms, session);
    }

    public PoolEntry pending(Wei change) {
        return new PoolEntry(at, grant, principal, locked, change, funded, held, releaseAt, terms, session);
    }

    public PoolEntry funded(Wei change) {
        return new PoolEntry(at, grant, principal, locked, pending, change, held, releaseAt, terms, session);
    }

    public PoolEntry held(Wei change, Instant release) {
        return new PoolEntry(
                at, grant, principal, locked, pending, funded, change, Optional.of(release), terms, session);
    }

    public PoolEntry terms(Terms granted) {
        return new PoolEntry(
                at, grant, principal, locked, pending, funded, held, releaseAt, Optional.of(granted), session);
    }

    public PoolEntry session(SessionId id) {
        return new PoolEntry(at, grant, principal, locked, pending, funded, held, releaseAt, terms, Optional.of(id));
    }
}
