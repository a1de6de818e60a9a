package dev.morlens.store;

import dev.morlens.chain.value.Address;
import java.util.Set;

/** Audits of these addresses have just been committed: their {@link Verification} may read differently now. */
public record Audited(String network, Set<Address> addresses) {}
