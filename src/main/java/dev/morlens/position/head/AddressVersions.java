package dev.morlens.position.head;

import dev.morlens.chain.value.Address;

/** Tells whether something has happened to an address since. */
@FunctionalInterface
public interface AddressVersions {

    /** See {@code HeadVersion}. */
    long version(String network, Address address);
}
