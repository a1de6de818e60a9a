package dev.morlens.position.list;

import dev.morlens.chain.value.Address;
import dev.morlens.store.read.AddressReads;
import dev.morlens.store.read.NoOpTransfer;
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
public record NoOpMovement(
        NoOpTransfer transfer, Optional<Address> other, List<Address> looksLike, List<Address> paid) {

    /** One query, where others are concerned at all. */
    public static List<NoOpMovement> of(AddressReads reads, Address whose, List<NoOpTransfer> transfers) {
        List<Address> all = transfers.stream()
                .flatMap(transfer -> other(transfer, whose).stream())
                .toList();
        LookalikeFinder lookalikeFinder = LookalikeFinder.of(reads, whose, all);
        return transfers.stream()
                .map(transfer -> of(transfer, other(transfer, whose), lookalikeFinder))
                .toList();
    }

    /**
     * A transaction's, as the senders should see them in whose name they are.
     *
     * @param most how many of these, with one query each
     */
    public static List<NoOpMovement> sent(AddressReads reads, List<NoOpTransfer> transfers, int most) {
        List<NoOpMovement> noOps = new ArrayList<>();
        for (NoOpTransfer transfer : transfers) {
            boolean look = noOps.size() < most && !transfer.byContract();
            noOps.add(
                    look
                            ? of(reads, transfer.from(), List.of(transfer)).getFirst()
                            : new NoOpMovement(transfer, Optional.empty(), List.of(), List.of()));
        }
        return noOps;
    }

    private static NoOpMovement of(NoOpTransfer transfer, Optional<Address> other, LookalikeFinder lookalikeFinder) {
        return new NoOpMovement(
                transfer,
                other,
                other.map(lookalikeFinder::looksLike).orElse(List.of()),
                other.map(lookalikeFinder::paidLike).orElse(List.of()));
    }

    private static Optional<Address> other(NoOpTransfer transfer, Address whose) {
        Address other = transfer.from().equals(whose) ? transfer.to() : transfer.from();
        return Optional.of(other).filter(one -> !one.equals(whose));
    }
}
