package dev.morlens.market;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.position.Positions;
import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** By the versions that the index gives addresses. */
@ApplicationScoped
class IndexedStates implements States {

    private final Positions positions;
    private final ContractReader contracts;

    @Inject
    IndexedStates(Positions positions, ContractReader contracts) {
        this.positions = positions;
        this.contracts = contracts;
    }

    @Override
    public Optional<Object> at(Network network, BlockRef block, Address address) {
        Set<Address> both = new HashSet<>(Set.of(address));
        contracts.fundingAccount(network).ifPresent(both::add);
        return positions.settled(network.name(), block, both).map(Object.class::cast);
    }
}
