package dev.morlens.web;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Account;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Flow;
import dev.morlens.position.Movement;
import dev.morlens.store.Payees;
import java.time.Instant;
import java.util.Optional;

/**
 * A flow in words, seen from an address or from its transaction.
 *
 * @param direction {@code in}, {@code out}, or {@code within} one owner or one transaction
 * @param of whose it is, in a transaction, where it stays with one owner
 * @param from who sent it, where that is somebody, and for whom it is news
 * @param to who got it, likewise
 * @param caution why not to trust it
 */
public record MovementLine(
        When when,
        String what,
        String direction,
        String path,
        Mor amount,
        Optional<Id> of,
        Optional<Id> from,
        Optional<Id> to,
        Id tx,
        Optional<Id> session,
        Optional<String> caution) {

    /** As an address sees it. */
    static MovementLine of(Movement movement, Address whose, Instant now, Ids ids) {
        Flow flow = movement.flow();
        boolean outgoing = flow.from().owner().equals(whose);
        boolean within = outgoing && flow.to().owner().equals(whose);
        movement.looksLike().stream().filter(like -> !like.equals(whose)).forEach(ids::of);
        movement.paid().forEach(paid -> ids.know(paid, Ids.PAID));
        Optional<Id> other = movement.other().map(ids::of);
        return new MovementLine(
                When.of(flow.block().time(), now),
                words(flow),
                within ? "within" : outgoing ? "out" : "in",
                path(flow),
                Mor.of(flow.amount()),
                Optional.empty(),
                other.filter(id -> !outgoing),
                other.filter(id -> outgoing),
                ids.of(flow.txHash()),
                flow.session().map(ids::of),
                Optional.of(movement).filter(Movement::dust).map(dust -> caution(dust, "this wallet")));
    }

    /** As a part of its transaction. */
    static MovementLine of(Movement movement, Instant now, Ids ids) {
        Flow flow = movement.flow();
        movement.looksLike().forEach(ids::of);
        movement.paid().forEach(paid -> ids.know(paid, "which the receiver has sent MOR to"));
        Optional<Id> from = person(flow.from()).map(ids::of);
        Optional<Id> to = person(flow.to()).map(ids::of);
        boolean within = flow.from().owner().equals(flow.to().owner());
        return new MovementLine(
                When.of(flow.block().time(), now),
                words(flow),
                "within",
                path(flow),
                Mor.of(flow.amount()),
                from.filter(id -> within),
                from.filter(id -> !within),
                to.filter(id -> !within),
                ids.of(flow.txHash()),
                flow.session().map(ids::of),
                Optional.of(movement).filter(Movement::dust).map(dust -> caution(dust, "its receiver")));
    }

    private static Optional<Address> person(Account side) {
        return Optional.of(side.owner()).filter(owner -> side.bucket().owned());
    }

    private static String path(Flow flow) {
        return name(flow.from().bucket()) + " → " + name(flow.to().bucket());
    }

    private static String caution(Movement movement, String owner) {
        return Words.mor(movement.flow().amount()) + " from an address "
                + (movement.allPayments()
                        ? owner + " never sent MOR to"
                        : "that none of " + owner + "'s newest " + Payees.MOST + " payments went to")
                + "; such transfers are often sent so that its address is copied by mistake";
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
