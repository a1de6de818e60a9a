package dev.morlens.chain;

import dev.morlens.chain.value.Address;

/** A view call: call data for a contract. */
public record ViewCall(Address to, byte[] data) {}
