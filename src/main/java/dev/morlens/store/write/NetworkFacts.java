package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import java.util.OptionalLong;

/**
 * What the index of a network was begun with; it never changes, but for what upgrades of the contract change.
 *
 * @param startBlock the first block indexed; found on the chain, or configured
 * @param fundingAccount pays providers of staked sessions
 */
public record NetworkFacts(
        long chainId, Address token, Address diamond, OptionalLong startBlock, Address fundingAccount) {}
