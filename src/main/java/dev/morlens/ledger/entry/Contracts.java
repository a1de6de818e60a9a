package dev.morlens.ledger.entry;

import dev.morlens.chain.value.Address;

/**
 * The addresses that give transfers their meaning.
 *
 * @param diamond the Inference Contract
 * @param fundingAccount pays providers of staked sessions ({@code getFundingAccount()})
 */
public record Contracts(Address diamond, Address fundingAccount) {}
