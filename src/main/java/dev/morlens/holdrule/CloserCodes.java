package dev.morlens.holdrule;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.math.HoldRule;
import java.util.Optional;

/** Knows contracts that close sessions by their code. */
@FunctionalInterface
public interface CloserCodes {

    /** @param rule that it applies, if the configuration knows this code */
    record CloserCode(Hash hash, Optional<HoldRule> rule) {}

    /** Empty if no node tells its code in time. */
    Optional<CloserCode> code(String network, Address contract);
}
