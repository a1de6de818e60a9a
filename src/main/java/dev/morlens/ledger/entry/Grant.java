package dev.morlens.ledger.entry;

import dev.morlens.chain.value.Address;

/** What one funder lets one hot wallet stake (delegated staking). A wallet that funds its own pool is its own funder. */
public record Grant(Address funder, Address hot) {}
