package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.morlens.market.offer.Market;
import dev.morlens.market.rating.RatedBid;

/** A bid as the status page lists it. */
record ActiveBid(
        @JsonUnwrapped BidForm bid,
        @JsonProperty("ModelName") String modelName) {

    static ActiveBid of(Market market, RatedBid rated) {
        return new ActiveBid(BidForm.of(rated.bid()), market.nameOf(rated.bid()));
    }
}
