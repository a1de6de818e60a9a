package dev.morlens.protocol.state;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.math.StakeTerms;
import java.util.Optional;

/**
 * What the contract reckons with on one UTC day, in wei; each may be 0 (docs/protocol.md, P22).
 *
 * @param computeBalance {@code getComputeBalance} of the day
 * @param supply {@code totalMORSupply} of the day: of all networks
 * @param budget {@code getTodaysBudget} of the day, for providers
 */
public record DayFigures(Wei computeBalance, Wei supply, Wei budget) {

    /** What turns stakes into session time that day; empty if nothing is left to stake for. */
    public Optional<StakeTerms> terms() {
        return computeBalance.isPositive() && supply.isPositive() && budget.isPositive()
                ? Optional.of(new StakeTerms(computeBalance, supply, budget))
                : Optional.empty();
    }
}
