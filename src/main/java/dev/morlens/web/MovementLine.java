package dev.morlens.web;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.Account;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Flow;
import java.time.Instant;
import java.util.Optional;

/**
 * A flow in words, seen from an address.
 *
 * @param direction {@code in}, {@code out}, or {@code within} one owner
 * @param other the other side, where it is another address
 */
public record MovementLine(
        When when,
        String what,
        String direction,
        String path,
        Mor amount,
        Optional<Id> other,
        Id tx,
        Optional<Id> session) {

    static MovementLine of(Flow flow, Optional<Address> seenFrom, Instant now) {
        Address from = flow.from().owner();
        Address to = flow.to().owner();
        boolean outgoing = seenFrom.isEmpty() || seenFrom.get().equals(from);
        String direction = from.equals(to) ? "within" : outgoing ? "out" : "in";
        Account other = outgoing ? flow.to() : flow.from();
        boolean person = !from.equals(to) && other.bucket().owned();
        return new MovementLine(
                When.of(flow.block().time(), now),
                words(flow),
                direction,
                name(flow.from().bucket()) + " → " + name(flow.to().bucket()),
                Mor.of(flow.amount()),
                person ? Optional.of(new Id(other.owner().checksummed())) : Optional.empty(),
                Id.of(flow.txHash()),
                flow.session().map(Id::of));
    }

    private static String words(Flow flow) {
        return switch (flow.kind()) {
            case MINT -> "Arrived over the bridge (minted)";
            case BURN -> "Left over the bridge, or was burnt";
            case TRANSFER -> "Transfer";
            case SESSION_OPENED -> "Session opened";
            case SESSION_CLOSED -> "Session closed";
            case SESSION_SETTLED -> "Session settled after its end";
            case HOLD_CLAIMED -> "Hold claimed";
            case PROVIDER_PAID -> "Provider paid";
            case PROVIDER_STAKED -> "Provider stake paid in";
            case PROVIDER_UNSTAKED -> "Provider stake returned";
            case MODEL_STAKED -> "Model stake paid in";
            case MODEL_UNSTAKED -> "Model stake returned";
            case BID_FEE -> "Fee for a bid";
            case FEE_WITHDRAWN -> "Fees withdrawn";
            case POOL_FUNDED -> "Staking pool funded";
            case POOL_WITHDRAWN -> "Staking pool paid out";
            case GIFT -> "Sent to the contract without a purpose";
            case UNATTRIBUTED -> "Left the contract for a reason that we do not know";
        };
    }

    static String name(Bucket bucket) {
        return switch (bucket) {
            case WALLET -> "wallet";
            case ACTIVE_SESSION -> "active session";
            case ON_HOLD -> "on hold";
            case PROVIDER_STAKE -> "provider stake";
            case MODEL_STAKE -> "model stake";
            case STAKING_POOL -> "staking pool";
            case PROVIDER_DUE -> "provider's due";
            case FEES -> "fees";
            case UNATTRIBUTED -> "contract";
            case SUPPLY -> "bridge";
        };
    }
}
