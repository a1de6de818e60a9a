package dev.morlens.position.list;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.store.read.AddressReads;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A flow as an address's owner should see it: with whom not to take for somebody else.
 *
 * @param other the other side, where it is another address
 * @param looksLike the addresses that {@code other} can be taken for: those that this one has sent MOR to, itself, and those
 *     of the same part of a list
 * @param paid those of {@code other} and {@code looksLike} that this address has sent MOR to
 * @param dust whether it is less than a hundredth of a MOR that came from an address which this one never sent any
 * @param allPayments whether all that ever left the wallet was looked at, or the newest {@code Payees.MOST}
 */
public record Movement(
        Flow flow,
        Optional<Address> other,
        List<Address> looksLike,
        List<Address> paid,
        boolean dust,
        boolean allPayments) {

    /** What pages show as "&lt; 0.01": too little to be a payment, and more than what such transfers mostly carry. */
    private static final Wei DUST = Wei.of(BigInteger.TEN.pow(16));

    /** One query, where others are concerned at all. */
    public static List<Movement> of(AddressReads reads, Address whose, List<Flow> flows) {
        List<Address> all =
                flows.stream().flatMap(flow -> other(flow, whose).stream()).toList();
        LookalikeFinder lookalikeFinder = LookalikeFinder.of(reads, whose, all);
        return flows.stream().map(flow -> of(flow, whose, lookalikeFinder)).toList();
    }

    /**
     * A transaction's, those of dust as their receivers should see them.
     *
     * @param most how many of these, with one query each: a transaction may have thousands
     */
    public static List<Movement> received(AddressReads reads, List<Flow> flows, int most) {
        List<Movement> movements = new ArrayList<>();
        int seen = 0;
        for (Flow flow : flows) {
            Address receiver = flow.to().owner();
            boolean look = isDust(flow, receiver) && seen++ < most;
            movements.add(
                    look
                            ? of(reads, receiver, List.of(flow)).getFirst()
                            : new Movement(flow, Optional.empty(), List.of(), List.of(), false, false));
        }
        return movements;
    }

    private static Movement of(Flow flow, Address whose, LookalikeFinder lookalikeFinder) {
        Optional<Address> other = other(flow, whose);
        return new Movement(
                flow,
                other,
                other.map(lookalikeFinder::looksLike).orElse(List.of()),
                other.map(lookalikeFinder::paidLike).orElse(List.of()),
                isDust(flow, whose) && !lookalikeFinder.arePaid(flow.from().owner()),
                lookalikeFinder.payees().all());
    }

    private static boolean isDust(Flow flow, Address whose) {
        return flow.kind() == FlowKind.TRANSFER
                && flow.to().owner().equals(whose)
                && flow.amount().compareTo(DUST) < 0;
    }

    private static Optional<Address> other(Flow flow, Address whose) {
        var side = flow.from().owner().equals(whose) ? flow.to() : flow.from();
        return side.owner().equals(whose) || !side.bucket().owned() ? Optional.empty() : Optional.of(side.owner());
    }
}
