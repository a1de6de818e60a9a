package dev.morlens.store.feed;

import dev.morlens.chain.value.Address;
import java.util.Set;

/** Audits of these addresses have just been committed: their {@link Verification} may read differently now. */
public record AddressesAudited(String network, Set<Address> addresses) {}
