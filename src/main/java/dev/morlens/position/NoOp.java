package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.store.AddressReads;
import dev.morlens.store.NoOpTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transfer that moved nothing, as an address's owner should see it.
 *
 * @param other the other side, where it is another address
 * @param looksLike the addresses that {@code other} can be taken for, as with a {@link Movement}
 * @param paid those of {@code other} and {@code looksLike} that this address has sent MOR to
 */
public record NoOp(NoOpTransfer transfer, Optional<Address> other, List<Address> looksLike, List<Address> paid) {

    /** One query, where others are concerned at all. */
    static List<NoOp> of(AddressReads reads, Address whose, List<NoOpTransfer> transfers) {
        List<Address> all = transfers.stream()
                .flatMap(transfer -> other(transfer, whose).stream())
                .toList();
        Others others = Others.of(reads, whose, all);
        return transfers.stream()
                .map(transfer -> of(transfer, other(transfer, whose), others))
                .toList();
    }

    /**
     * A transaction's, as the senders should see them in whose name they are.
     *
     * @param most how many of these, with one query each
     */
    static List<NoOp> sent(AddressReads reads, List<NoOpTransfer> transfers, int most) {
        List<NoOp> noOps = new ArrayList<>();
        for (NoOpTransfer transfer : transfers) {
            boolean look = noOps.size() < most && !transfer.byContract();
            noOps.add(
                    look
                            ? of(reads, transfer.from(), List.of(transfer)).getFirst()
                            : new NoOp(transfer, Optional.empty(), List.of(), List.of()));
        }
        return noOps;
    }

    private static NoOp of(NoOpTransfer transfer, Optional<Address> other, Others others) {
        return new NoOp(
                transfer,
                other,
                other.map(others::looksLike).orElse(List.of()),
                other.map(others::paidLike).orElse(List.of()));
    }

    private static Optional<Address> other(NoOpTransfer transfer, Address whose) {
        Address other = transfer.from().equals(whose) ? transfer.to() : transfer.from();
        return Optional.of(other).filter(one -> !one.equals(whose));
    }
}
