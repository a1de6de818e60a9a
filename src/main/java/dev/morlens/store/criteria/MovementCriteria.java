package dev.morlens.store.criteria;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Bucket;
import java.util.Optional;

/** Which flows: those of an address, or only those that touch one of its buckets. */
public record MovementCriteria(Address address, Optional<Bucket> bucket) {}
