package dev.morlens.ask;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Network;
import java.util.Optional;

/** Tells apart what holds of an address in one state and what holds in another. */
@FunctionalInterface
public interface StateIds {

    /**
     * The same of two blocks only if nothing between them touched the address, nor the account that pays providers; empty if
     * that cannot be told of this block.
     */
    Optional<Object> at(Network network, BlockRef block, Address address);
}
