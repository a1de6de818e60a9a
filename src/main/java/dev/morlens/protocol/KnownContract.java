package dev.morlens.protocol;

import dev.morlens.chain.value.Address;
import java.util.Optional;

/**
 * An address of which it is known what it is, on one network: on another the same address can be something else.
 *
 * @param source who says so, where it is neither the chain nor the configuration of the network itself
 */
public record KnownContract(ContractKind kind, Address address, Optional<String> source) {

    static KnownContract of(ContractKind kind, Address address) {
        return new KnownContract(kind, address, Optional.empty());
    }
}
