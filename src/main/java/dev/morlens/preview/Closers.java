package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.math.Rule;
import java.util.Optional;

/** Knows contracts that close sessions by their code. */
@FunctionalInterface
public interface Closers {

    /** @param rule that it applies, if the configuration knows this code */
    record Code(Hash hash, Optional<Rule> rule) {}

    /** Empty if no node tells its code in time. */
    Optional<Code> code(String network, Address contract);
}
