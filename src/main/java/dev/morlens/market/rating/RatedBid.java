package dev.morlens.market.rating;

import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.ProviderModelStats;
import java.util.Comparator;
import java.util.Optional;

/**
 * A bid and what speaks for it.
 *
 * @param stats of its provider with its model
 * @param rating empty for a deleted bid, which nobody can choose, and for one whose provider cannot be read
 * @param allowed whether the configured lists let its provider be chosen
 */
public record RatedBid(Bid bid, ProviderModelStats stats, Optional<Rating> rating, boolean allowed) {

    /** The best first, deleted ones last; bids that are rated alike by their ids, so that the order is one. */
    public static final Comparator<RatedBid> BEST_FIRST = Comparator.comparingDouble(RatedBid::score)
            .reversed()
            .thenComparing(rated -> rated.bid().id().toString());

    public boolean active() {
        return bid.deletedAt().isEmpty();
    }

    public boolean canBeChosen() {
        return active() && allowed && rating.isPresent();
    }

    /** The same bid at another block, with what spoke for it. */
    public RatedBid as(Bid then) {
        return new RatedBid(then, stats, rating, allowed);
    }

    private double score() {
        return rating.map(Rating::score).orElse(-1.0);
    }
}
