package dev.morlens.web;

import dev.morlens.chain.value.Address;
import dev.morlens.position.NoOp;
import dev.morlens.store.NoOpTransfer;
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
        When when, Mor amount, Optional<Id> from, Optional<Id> to, boolean toSelf, boolean anybody, Id tx) {

    /** As an address sees it. */
    static NoOpLine of(NoOp noOp, Address whose, Instant now, Ids ids) {
        noOp.paid().forEach(paid -> ids.know(paid, Ids.PAID));
        return of(noOp, Optional.of(whose), now, ids);
    }

    /** As a part of its transaction. */
    static NoOpLine of(NoOp noOp, Instant now, Ids ids) {
        noOp.paid().forEach(paid -> ids.know(paid, "which the sender has sent MOR to"));
        return of(noOp, Optional.empty(), now, ids);
    }

    private static NoOpLine of(NoOp noOp, Optional<Address> whose, Instant now, Ids ids) {
        NoOpTransfer transfer = noOp.transfer();
        noOp.looksLike().stream()
                .filter(like -> !whose.equals(Optional.of(like)))
                .forEach(ids::of);
        return new NoOpLine(
                When.of(transfer.at().block().time(), now),
                Mor.of(transfer.amount()),
                Optional.of(transfer.from())
                        .filter(from -> !whose.equals(Optional.of(from)))
                        .map(ids::of),
                Optional.of(transfer.to())
                        .filter(to -> !whose.equals(Optional.of(to)))
                        .map(ids::of),
                transfer.isToSelf(),
                !transfer.isToSelf() && !transfer.byContract(),
                ids.of(transfer.at().txHash()));
    }

    /** Nothing but 0 is 0: no hundredths of it. */
    public String text() {
        return amount.isZero() ? "0" : amount.text();
    }
}
