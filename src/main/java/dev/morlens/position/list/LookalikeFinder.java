package dev.morlens.position.list;

import dev.morlens.chain.value.Address;
import dev.morlens.store.read.AddressReads;
import dev.morlens.store.read.Payees;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The other addresses in a part of a list of an address's own, and whom they can be taken for: those that this one has sent
 * MOR to, itself, and one another.
 */
record LookalikeFinder(Payees payees, IdLikeness likeness) {

    /** One query, where others are concerned at all. */
    static LookalikeFinder of(AddressReads reads, Address whose, List<Address> others) {
        Payees payees = others.isEmpty() ? Payees.NONE : reads.payees(whose);
        return new LookalikeFinder(payees, IdLikeness.among(Set.of(whose), payees.addresses(), others));
    }

    boolean arePaid(Address other) {
        return payees.addresses().contains(other);
    }

    List<Address> looksLike(Address other) {
        return likeness.of(other);
    }

    /** Itself and those it can be taken for, as far as they were sent MOR. */
    List<Address> paidLike(Address other) {
        return Stream.concat(Stream.of(other), looksLike(other).stream())
                .filter(this::arePaid)
                .toList();
    }
}
