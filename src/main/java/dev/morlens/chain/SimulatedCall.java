package dev.morlens.chain;

import dev.morlens.chain.value.Address;
import java.time.Instant;

/**
 * A transaction to be tried after others.
 *
 * @param from whose it would be; no key is needed
 * @param at the time of the block that would hold it, later than that of the attempt before; whole seconds
 */
public record SimulatedCall(Address from, ViewCall call, Instant at) {}
