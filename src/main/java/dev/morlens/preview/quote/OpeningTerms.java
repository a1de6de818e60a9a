package dev.morlens.preview.quote;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.math.StakeTerms;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * An opening at one instant: what stakes buy then.
 *
 * @param longest a session that the contract opens, whatever the stake
 * @param pricePerSecond the bid's, in wei
 * @param direct whether the price comes out of the stake
 * @param rule of the closes that come
 */
public record OpeningTerms(
        StakeTerms terms, Duration longest, Wei pricePerSecond, boolean direct, Instant at, HoldRule rule) {

    /** What is opened of so many seconds: the contract cuts them to the longest session. */
    public long within(long seconds) {
        return Math.min(seconds, longest.toSeconds());
    }

    /** The smallest stake for so many seconds. */
    public Purchase minimum(long seconds) {
        return buy(least(terms, seconds));
    }

    /** The smallest stake for so many seconds even after providers were paid the day's whole budget. */
    public Purchase suggested(long seconds) {
        return buy(least(terms.afterBudgetIsPaid(), seconds).max(least(terms, seconds)));
    }

    /** What the desktop client would lock for so many seconds. */
    Purchase client(long seconds) {
        return buy(terms.client(pricePerSecond, seconds));
    }

    private Wei least(StakeTerms then, long seconds) {
        Wei cost = direct ? pricePerSecond.times(seconds) : Wei.ZERO;
        return then.minimum(pricePerSecond, seconds).max(cost);
    }

    public Purchase buy(Wei stake) {
        long seconds = terms.seconds(stake, pricePerSecond)
                .min(BigInteger.valueOf(longest.toSeconds()))
                .longValueExact();
        return new Purchase(
                stake,
                seconds,
                pricePerSecond.times(seconds),
                at.plusSeconds(seconds),
                new CloseScenarios(terms, rule, stake, pricePerSecond, direct).of(at, seconds));
    }
}
