package dev.morlens.position.list;

import dev.morlens.chain.value.Address;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which ids people take for each other: those with the same first four and the same last four digits. That is about as much
 * as wallets show, and what is ground for to have a wrong address copied ("address poisoning"). By chance two of a thousand
 * addresses are alike once in some ten thousand such lists.
 */
public final class IdLikeness {

    private static final int ENDS = 4;

    private final Map<String, Set<Address>> byEnds = new HashMap<>();

    private IdLikeness() {}

    /** What two ids that look alike have in common: these digits, whatever the case of their letters, and their length. */
    public static String ends(String id) {
        String digits = id.substring(2).toLowerCase(Locale.ROOT);
        return digits.substring(0, ENDS) + digits.substring(digits.length() - ENDS) + digits.length();
    }

    @SafeVarargs
    static IdLikeness among(Collection<Address>... all) {
        IdLikeness idLikeness = new IdLikeness();
        for (Collection<Address> some : all) {
            some.forEach(one -> idLikeness
                    .byEnds
                    .computeIfAbsent(ends(one.toString()), ends -> new LinkedHashSet<>())
                    .add(one));
        }
        return idLikeness;
    }

    /** The others that it can be taken for, in the order in which they were given. */
    List<Address> of(Address address) {
        return byEnds.getOrDefault(ends(address.toString()), Set.of()).stream()
                .filter(one -> !one.equals(address))
                .toList();
    }
}
