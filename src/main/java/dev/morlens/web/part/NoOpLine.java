package dev.morlens.web.part;

import dev.morlens.chain.value.Address;
import dev.morlens.position.list.NoOpMovement;
import dev.morlens.store.read.NoOpTransfer;
import java.time.Instant;
import java.util.Optional;

/**
 * A transfer that moved nothing, on the page of one of its addresses or of its transaction.
 *
 * @param from empty for the page's own address
 * @param to likewise
 * @param toSelf whether the receiver is the sender
 * @param anybody whether a stranger can have caused it
 */
public record NoOpLine(
        TimeText when,
        MorText amount,
        Optional<IdText> from,
        Optional<IdText> to,
        boolean toSelf,
        boolean anybody,
        IdText tx) {

    /** As an address sees it. */
    public static NoOpLine of(NoOpMovement noOpMovement, Address whose, Instant now, IdShortener idShortener) {
        noOpMovement.paid().forEach(paid -> idShortener.know(paid, IdShortener.PAID));
        return of(noOpMovement, Optional.of(whose), now, idShortener);
    }

    /** As a part of its transaction. */
    public static NoOpLine of(NoOpMovement noOpMovement, Instant now, IdShortener idShortener) {
        noOpMovement.paid().forEach(paid -> idShortener.know(paid, "which the sender has sent MOR to"));
        return of(noOpMovement, Optional.empty(), now, idShortener);
    }

    private static NoOpLine of(
            NoOpMovement noOpMovement, Optional<Address> whose, Instant now, IdShortener idShortener) {
        NoOpTransfer transfer = noOpMovement.transfer();
        noOpMovement.looksLike().stream()
                .filter(like -> !whose.equals(Optional.of(like)))
                .forEach(idShortener::of);
        return new NoOpLine(
                TimeText.of(transfer.at().block().time(), now),
                MorText.of(transfer.amount()),
                Optional.of(transfer.from())
                        .filter(from -> !whose.equals(Optional.of(from)))
                        .map(idShortener::of),
                Optional.of(transfer.to())
                        .filter(to -> !whose.equals(Optional.of(to)))
                        .map(idShortener::of),
                transfer.isToSelf(),
                !transfer.isToSelf() && !transfer.byContract(),
                idShortener.of(transfer.at().txHash()));
    }

    /** Nothing but 0 is 0: no hundredths of it. */
    public String text() {
        return amount.isZero() ? "0" : amount.text();
    }
}
