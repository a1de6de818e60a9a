package dev.morlens.testing.chain;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.util.List;

/** What a contract emits, before a block gives it a place. */
public record Emitted(Address address, List<Hash> topics, byte[] data) {}
