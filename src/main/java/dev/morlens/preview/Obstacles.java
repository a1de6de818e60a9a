package dev.morlens.preview;

import dev.morlens.chain.value.Wei;
import dev.morlens.market.RatedBid;
import dev.morlens.preview.Quote.Wallet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would make an opening revert, in the order in which people can do something about it. */
final class Obstacles {

    /** The contract's {@code MIN_SESSION_DURATION}. */
    private static final long SHORTEST = 300;

    private static final int DECIMALS = 18;

    private Obstacles() {}

    static List<String> of(RatedBid bid, long seconds, Duration longest, Wei minimum, Optional<Wallet> wallet) {
        List<String> found = new ArrayList<>();
        if (!bid.active()) {
            found.add("SessionBidNotFound: the bid is deleted.");
        }
        if (seconds < SHORTEST) {
            found.add("SessionTooShort: expected at least %d seconds, got %d.".formatted(SHORTEST, seconds));
        }
        if (seconds > longest.toSeconds()) {
            found.add("No session lasts longer than %d seconds: the contract cuts it to that, whatever the stake."
                    .formatted(longest.toSeconds()));
        }
        wallet.ifPresent(of -> found.addAll(of(of, minimum)));
        return found;
    }

    private static List<String> of(Wallet wallet, Wei minimum) {
        List<String> found = new ArrayList<>();
        if (wallet.balance().compareTo(minimum) < 0) {
            found.add("The wallet has %s MOR too little.".formatted(mor(minimum.minus(wallet.balance()))));
        }
        if (wallet.allowance().compareTo(minimum) < 0) {
            found.add("The contract may take %s MOR too little: approve more."
                    .formatted(mor(minimum.minus(wallet.allowance()))));
        }
        if (wallet.gas().isZero()) {
            found.add("The wallet has none of the chain's coin to pay gas with.");
        }
        return found;
    }

    /** All digits: what is approved a wei short is refused. */
    private static String mor(Wei amount) {
        return new BigDecimal(amount.value(), DECIMALS).stripTrailingZeros().toPlainString();
    }
}
