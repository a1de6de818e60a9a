package dev.morlens.market.contract;

import dev.morlens.ask.StateIds;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.position.cache.Positions;
import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** By the versions that the index gives addresses. */
@ApplicationScoped
class IndexedStateIds implements StateIds {

    private final Positions positions;
    private final ContractReader contracts;

    @Inject
    IndexedStateIds(Positions positions, ContractReader contracts) {
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
