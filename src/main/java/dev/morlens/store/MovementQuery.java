package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.Bucket;
import java.util.Optional;

/** Which flows: those of an address, or only those that touch one of its buckets. */
public record MovementQuery(Address address, Optional<Bucket> bucket) {}
