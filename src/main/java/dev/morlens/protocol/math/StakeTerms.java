package dev.morlens.protocol.math;

import dev.morlens.chain.value.Wei;
import java.math.BigInteger;

/**
 * What turns stakes into session time on one UTC day (docs/protocol.md, P22 and P23). All amounts are in wei, prices in
 * wei a second. The values move within the day as providers are paid.
 *
 * @param computeBalance {@code getComputeBalance} of the day
 * @param supply {@code totalMORSupply} of the day
 * @param budget {@code getTodaysBudget}, 1 % of the compute balance, rounded down
 */
public record StakeTerms(Wei computeBalance, Wei supply, Wei budget) {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /** @throws IllegalArgumentException if nothing is left to stake for */
    public StakeTerms {
        if (!computeBalance.isPositive() || !supply.isPositive() || !budget.isPositive()) {
            throw new IllegalArgumentException(
                    "expected a positive compute balance, supply and budget, got %s, %s and %s"
                            .formatted(computeBalance, supply, budget));
        }
    }

    /** The smallest stake for which the contract gives that many seconds. */
    public Wei minimum(Wei pricePerSecond, long seconds) {
        BigInteger stipend = pricePerSecond.times(seconds).value();
        return ceil(stipend.multiply(supply.value()).multiply(HUNDRED), computeBalance.value());
    }

    /**
     * What the desktop client asks for since v7.13: a second more, of the rounded budget (docs/drop-in.md, "What
     * clients stake").
     */
    public Wei client(Wei pricePerSecond, long seconds) {
        return ceil(pricePerSecond.times(seconds + 1).value().multiply(supply.value()), budget.value());
    }

    /** The seconds that a stake gives, before the contract's cap; none at a price of 0, by which it cannot divide. */
    public BigInteger seconds(Wei stake, Wei pricePerSecond) {
        if (!pricePerSecond.isPositive()) {
            return BigInteger.ZERO;
        }
        BigInteger stipend = stake.value()
                .multiply(computeBalance.value())
                .divide(supply.value().multiply(HUNDRED));
        return stipend.divide(pricePerSecond.value());
    }

    /** The stake behind a stipend, as {@code stipendToStake} says. */
    public Wei stakeOf(Wei stipend) {
        return Wei.of(stipend.value().multiply(supply.value()).multiply(HUNDRED).divide(computeBalance.value()));
    }

    /** The terms after providers were paid a day's whole budget; late closes and claims can pay them more than that. */
    public StakeTerms afterBudgetIsPaid() {
        return new StakeTerms(computeBalance.minus(budget), supply.plus(budget), budget);
    }

    private static Wei ceil(BigInteger dividend, BigInteger divisor) {
        return Wei.of(dividend.add(divisor).subtract(BigInteger.ONE).divide(divisor));
    }
}
