package dev.morlens.market.health;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;

/**
 * What providers of staked sessions are paid from.
 *
 * @param account named by the Diamond
 * @param balance its MOR, in wei
 * @param allowance what the Diamond may take of it, in wei
 */
public record FundingAccount(Address account, Wei balance, Wei allowance) {

    /** What a payment lacks for want of MOR; 0 if nothing. */
    public Wei lackingBalance(Wei payment) {
        return payment.minus(balance).max(Wei.ZERO);
    }

    /** What a payment lacks for want of allowance; 0 if nothing. */
    public Wei lackingAllowance(Wei payment) {
        return payment.minus(allowance).max(Wei.ZERO);
    }
}
