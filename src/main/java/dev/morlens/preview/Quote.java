package dev.morlens.preview;

import dev.morlens.chain.value.Wei;
import dev.morlens.market.RatedBid;
import dev.morlens.position.AsOf;
import dev.morlens.protocol.math.StakeTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a session would take and give, opened in the next block.
 *
 * @param why this bid and no other
 * @param minimumStake opens a session of exactly the seconds asked for at this block; one wei less gives fewer
 * @param clientStake what the desktop client would lock
 * @param suggestedStake enough even after providers are paid a day's whole budget in between
 * @param validUntil the midnight at which the terms change; provider payouts move them before, which the margin covers
 * @param endings what comes back when, of the suggested stake
 * @param obstacles what would make the opening revert
 */
public record Quote(
        AsOf asOf,
        RatedBid bid,
        String modelName,
        String why,
        long seconds,
        boolean directPayment,
        StakeTerms terms,
        Wei minimumStake,
        Wei clientStake,
        Wei suggestedStake,
        Wei cost,
        Instant endsAt,
        Instant validUntil,
        RulePeriod rule,
        List<Ending> endings,
        Optional<Wallet> wallet,
        List<String> obstacles) {

    /**
     * A close.
     *
     * @param returned at once; empty if the rule is unknown and matters
     * @param held until {@link #releaseAt}; estimated by the terms of today
     */
    public record Ending(
            String when, Instant closedAt, Optional<Wei> returned, Optional<Wei> held, Instant releaseAt) {}

    /**
     * Of who would open it, at the quote's block.
     *
     * @param gas the chain's own coin, in its wei
     */
    public record Wallet(Wei balance, Wei allowance, Wei gas) {

        public boolean affords(Wei stake) {
            return balance.min(allowance).compareTo(stake) >= 0 && gas.isPositive();
        }
    }

    public Wei margin() {
        return suggestedStake.minus(minimumStake);
    }
}
