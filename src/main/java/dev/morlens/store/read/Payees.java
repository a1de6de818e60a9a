package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import java.util.Set;

/**
 * To whom an address has sent MOR.
 *
 * @param all whether everything that left its wallet was looked at, or the newest {@link #MOST} of it
 */
public record Payees(Set<Address> addresses, boolean all) {

    /** Some milliseconds' worth for the busiest address; more than nearly everybody has. */
    public static final int MOST = 5_000;

    public static final Payees NONE = new Payees(Set.of(), true);
}
