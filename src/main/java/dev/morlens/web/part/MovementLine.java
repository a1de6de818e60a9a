package dev.morlens.web.part;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.position.list.Movement;
import dev.morlens.store.read.Payees;
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
        TimeText when,
        String what,
        String direction,
        String path,
        MorText amount,
        Optional<IdText> of,
        Optional<IdText> from,
        Optional<IdText> to,
        IdText tx,
        Optional<IdText> session,
        Optional<String> caution) {

    /** As an address sees it. */
    public static MovementLine of(Movement movement, Address whose, Instant now, IdShortener idShortener) {
        Flow flow = movement.flow();
        boolean outgoing = flow.from().owner().equals(whose);
        boolean within = outgoing && flow.to().owner().equals(whose);
        movement.looksLike().stream().filter(like -> !like.equals(whose)).forEach(idShortener::of);
        movement.paid().forEach(paid -> idShortener.know(paid, IdShortener.PAID));
        Optional<IdText> other = movement.other().map(idShortener::of);
        return new MovementLine(
                TimeText.of(flow.block().time(), now),
                words(flow),
                within ? "within" : outgoing ? "out" : "in",
                path(flow),
                MorText.of(flow.amount()),
                Optional.empty(),
                other.filter(idText -> !outgoing),
                other.filter(idText -> outgoing),
                idShortener.of(flow.txHash()),
                flow.session().map(idShortener::of),
                Optional.of(movement).filter(Movement::dust).map(dust -> caution(dust, "this wallet")));
    }

    /** As a part of its transaction. */
    public static MovementLine of(Movement movement, Instant now, IdShortener idShortener) {
        Flow flow = movement.flow();
        movement.looksLike().forEach(idShortener::of);
        movement.paid().forEach(paid -> idShortener.know(paid, "which the receiver has sent MOR to"));
        Optional<IdText> from = person(flow.from()).map(idShortener::of);
        Optional<IdText> to = person(flow.to()).map(idShortener::of);
        boolean within = flow.from().owner().equals(flow.to().owner());
        return new MovementLine(
                TimeText.of(flow.block().time(), now),
                words(flow),
                "within",
                path(flow),
                MorText.of(flow.amount()),
                from.filter(idText -> within),
                from.filter(idText -> !within),
                to.filter(idText -> !within),
                idShortener.of(flow.txHash()),
                flow.session().map(idShortener::of),
                Optional.of(movement).filter(Movement::dust).map(dust -> caution(dust, "its receiver")));
    }

    private static Optional<Address> person(Account side) {
        return Optional.of(side.owner()).filter(owner -> side.bucket().owned());
    }

    private static String path(Flow flow) {
        return name(flow.from().bucket()) + " → " + name(flow.to().bucket());
    }

    private static String caution(Movement movement, String owner) {
        return FindingText.mor(movement.flow().amount()) + " from an address "
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
