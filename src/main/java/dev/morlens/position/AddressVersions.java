package dev.morlens.position;

import dev.morlens.chain.value.Address;

/** Tells whether something has happened to an address since. */
@FunctionalInterface
public interface AddressVersions {

    /** See {@link Standing}. */
    long version(String network, Address address);
}
