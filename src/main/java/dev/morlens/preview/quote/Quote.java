package dev.morlens.preview.quote;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.protocol.math.StakeTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a session would take and give, opened in the next block, if that has the earliest second that it may have. Every
 * figure is of a stake that it stands with.
 *
 * @param market the block in whose market the bid was found and rated
 * @param bid as it is at the quote's block, unless {@code notes} say that no node told
 * @param why this bid and no other
 * @param asked the seconds wanted
 * @param seconds what is quoted: {@code asked}, or the contract's longest session if that is shorter
 * @param minimum buys exactly {@code seconds} at this block; one wei less buys fewer
 * @param client what the desktop client would lock
 * @param suggested buys {@code seconds} even after providers are paid a day's whole budget in between, and until then more
 * @param second that it is computed for
 * @param ifLater what it takes from a later second on that an opening sent now may reach: the midnight, if that is near
 * @param validUntil the midnight at which the terms change; provider payouts move them before, which the margin covers
 * @param wallet of who would open it, if that was asked and a node told
 * @param obstacles what would make an opening with the minimum revert
 * @param notes what else somebody who opens it should know
 */
public record Quote(
        AsOf asOf,
        AsOf market,
        RatedBid bid,
        String modelName,
        String why,
        long asked,
        long seconds,
        boolean directPayment,
        StakeTerms terms,
        Purchase minimum,
        Purchase client,
        Purchase suggested,
        Instant second,
        List<LaterTerms> ifLater,
        Instant validUntil,
        RulePeriod rule,
        Optional<WalletFunds> wallet,
        List<String> obstacles,
        List<String> notes) {

    /**
     * A close.
     *
     * @param returned at once; empty if the rule is unknown and matters
     * @param held until {@link #releaseAt}; estimated by the terms of today
     */
    public record QuotedEnding(
            String when, Instant closedAt, Optional<Wei> returned, Optional<Wei> held, Instant releaseAt) {}

    /**
     * The same, opened in a later second.
     *
     * @param seconds what is quoted then
     */
    public record LaterTerms(
            Instant second, long seconds, StakeTerms terms, Purchase minimum, Purchase client, Purchase suggested) {}

    /**
     * Of who would open it, at the quote's block.
     *
     * @param gas the chain's own coin, in its wei
     */
    public record WalletFunds(Wei balance, Wei allowance, Wei gas) {

        public boolean affords(Wei stake) {
            return balance.min(allowance).compareTo(stake) >= 0 && gas.isPositive();
        }
    }

    /** How much more the suggested stake is than the minimum. */
    public Wei margin() {
        return suggested.stake().minus(minimum.stake());
    }
}
