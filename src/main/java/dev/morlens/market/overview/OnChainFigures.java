package dev.morlens.market.overview;

import dev.morlens.chain.value.Wei;
import dev.morlens.market.health.FundingAccount;

/**
 * What only a node tells of the protocol's money, in wei.
 *
 * @param diamondBalance all MOR that lies in the Diamond
 * @param tokenSupply of the token on this network
 * @param morSupply as the contract reckons with it: of all networks
 * @param todaysBudget for providers
 * @param computeBalance what stakes earn their share of
 */
public record OnChainFigures(
        FundingAccount funding,
        Wei diamondBalance,
        Wei tokenSupply,
        Wei morSupply,
        Wei todaysBudget,
        Wei computeBalance) {}
