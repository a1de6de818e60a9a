package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.Rating;

/** A bid with its score as the consumer node writes it. */
record RatedForm(
        @JsonProperty("ID") String id,
        @JsonProperty("Bid") BidForm bid,
        @JsonProperty("Score") double score) {

    /** The node never fills the outer id; clients read the inner one. */
    static RatedForm of(RatedBid rated) {
        return new RatedForm(
                Hash.ZERO.toString(),
                BidForm.of(rated.bid()),
                rated.rating().map(Rating::nodeScore).orElse(0.0));
    }
}
