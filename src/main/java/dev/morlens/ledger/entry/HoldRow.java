package dev.morlens.ledger.entry;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One row of {@code userStakesOnHold}: at most one comes from a session. Rows of amount 0 are not kept: they move no MOR.
 *
 * @param amount in wei, above 0
 * @param releaseAt from when on it can be claimed
 * @param created the close that pushed it
 * @param slot its place in the contract's array while it is there, from 0; empty once withdrawn
 * @param withdrawn the claim that took it, if any
 * @param withdrawnOrder its number among the rows that this claim took, from 0
 */
public record HoldRow(
        SessionId session,
        Address user,
        Wei amount,
        Instant releaseAt,
        Posting created,
        OptionalInt slot,
        Optional<Posting> withdrawn,
        OptionalInt withdrawnOrder) {

    public boolean releasedAt(Instant now) {
        return !now.isBefore(releaseAt);
    }

    /**
     * As it was at an earlier block, not below its creation: a claim above it has not happened. Its place in the array is
     * that of now.
     *
     * @param block a block number
     */
    public HoldRow asOf(long block) {
        boolean taken =
                withdrawn.filter(claim -> claim.block().number() <= block).isPresent();
        return taken || withdrawn.isEmpty()
                ? this
                : new HoldRow(session, user, amount, releaseAt, created, slot, Optional.empty(), OptionalInt.empty());
    }

    public HoldRow movedTo(int place) {
        return new HoldRow(session, user, amount, releaseAt, created, OptionalInt.of(place), withdrawn, withdrawnOrder);
    }

    public HoldRow takenBy(Posting claim, int order) {
        return new HoldRow(
                session,
                user,
                amount,
                releaseAt,
                created,
                OptionalInt.empty(),
                Optional.of(claim),
                OptionalInt.of(order));
    }
}
