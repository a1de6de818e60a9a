package dev.morlens.preview.quote;

import dev.morlens.chain.value.Wei;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.preview.quote.Quote.WalletFunds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands against an opening, in the order in which people can do something about it. */
public final class OpeningObstacles {

    /** The contract's {@code MIN_SESSION_DURATION}. */
    private static final long SHORTEST = 300;

    private static final int DECIMALS = 18;

    private OpeningObstacles() {}

    /** What would make an opening with the minimum revert. */
    static List<String> of(RatedBid bid, long seconds, boolean direct, Purchase minimum, Optional<WalletFunds> wallet) {
        List<String> found = new ArrayList<>();
        if (!bid.active()) {
            found.add("SessionBidNotFound: the bid is deleted.");
        }
        if (!bid.bid().pricePerSecond().isPositive()) {
            found.add("The bid asks for nothing, and by a price of 0 the contract cannot divide.");
        }
        if (seconds < SHORTEST) {
            found.add("SessionTooShort: expected at least %d seconds, got %d.".formatted(SHORTEST, seconds));
        }
        if (direct && minimum.cost().compareTo(minimum.stake()) > 0) {
            found.add("SessionStakeTooLow: the stake buys more time than it can pay for.");
        }
        wallet.ifPresent(of -> found.addAll(lacks(of, minimum.stake())));
        return found;
    }

    /** What is no obstacle, and yet not what was asked for. */
    static List<String> notes(
            QuoteQuestion question, long seconds, Purchase minimum, Purchase suggested, Optional<WalletFunds> wallet) {
        List<String> found = new ArrayList<>();
        long asked = question.seconds();
        if (question.opener().isPresent() && wallet.isEmpty()) {
            found.add("The wallet could not be looked into just now: whether it can afford this is not known.");
        }
        if (seconds < asked) {
            String cut =
                    "No session lasts longer than %d seconds: the contract cuts the %d asked for to that, whatever the"
                            + " stake. This is a quote for %d.";
            found.add(cut.formatted(seconds, asked, seconds));
        }
        wallet.filter(of -> of.affords(minimum.stake()) && !of.affords(suggested.stake()))
                .ifPresent(of -> found.add("The wallet reaches the minimum stake, but not the suggested one. "
                        + String.join(" ", lacks(of, suggested.stake()))));
        return found;
    }

    private static List<String> lacks(WalletFunds walletFunds, Wei stake) {
        List<String> found = new ArrayList<>();
        if (walletFunds.balance().compareTo(stake) < 0) {
            found.add("The wallet has %s MOR too little.".formatted(mor(stake.minus(walletFunds.balance()))));
        }
        if (walletFunds.allowance().compareTo(stake) < 0) {
            found.add("The contract may take %s MOR too little: approve more."
                    .formatted(mor(stake.minus(walletFunds.allowance()))));
        }
        if (walletFunds.gas().isZero()) {
            found.add("The wallet has none of the chain's coin to pay gas with.");
        }
        return found;
    }

    /** All digits: what is approved a wei short is refused. */
    public static String mor(Wei amount) {
        return new BigDecimal(amount.value(), DECIMALS).stripTrailingZeros().toPlainString();
    }
}
