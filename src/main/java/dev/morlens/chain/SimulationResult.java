package dev.morlens.chain;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.util.List;

/**
 * What a transaction came to that was tried after others.
 *
 * @param result what it returned, or its revert's data
 * @param logs what it emitted, in order; none of one that reverted
 */
public record SimulationResult(CallResult result, List<Emission> logs) {

    /** A log that no block holds. */
    public record Emission(Address address, List<Hash> topics, byte[] data) {}
}
