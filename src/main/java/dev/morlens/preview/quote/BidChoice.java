package dev.morlens.preview.quote;

import dev.morlens.ask.AsOf;
import dev.morlens.market.rating.RatedBid;
import java.util.ArrayList;
import java.util.List;

/**
 * The bid of a quote.
 *
 * @param bid as it is at the newest block, if {@code looked}, else as the market has it
 * @param why this bid and no other
 * @param market the block of the market that it was found in, and by whose figures it is rated
 * @param looked whether it was looked at in the newest block, or the market is that block's
 */
record BidChoice(RatedBid bid, String why, AsOf market, boolean looked) {

    /** What the quote's block does not tell. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (market.stale()) {
            notes.add(
                    "The bids were found and rated in the market of %s, since which it could not be read: newer bids, which"
                                    .formatted(block())
                            + " may be better, are not known.");
        }
        if (!looked) {
            notes.add("No node told whether the bid still stands at this block; it did in %s.".formatted(block()));
        }
        return notes;
    }

    private String block() {
        return "block " + market.block().number();
    }
}
