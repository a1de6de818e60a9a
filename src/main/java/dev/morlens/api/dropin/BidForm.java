package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.morlens.protocol.state.Bid;
import java.time.Instant;

/** A bid as the consumer node writes it: numbers are strings here, times too. */
record BidForm(
        @JsonProperty("Id") String id,
        @JsonProperty("Provider") String provider,
        @JsonProperty("ModelAgentId") String modelAgentId,
        @JsonProperty("PricePerSecond") String pricePerSecond,
        @JsonProperty("Nonce") String nonce,
        @JsonProperty("CreatedAt") String createdAt,
        @JsonProperty("DeletedAt") String deletedAt) {

    static BidForm of(Bid bid) {
        return new BidForm(
                bid.id().toString(),
                bid.provider().toString(),
                bid.modelId().toString(),
                bid.pricePerSecond().toString(),
                bid.nonce().toString(),
                seconds(bid.createdAt()),
                bid.deletedAt().map(BidForm::seconds).orElse("0"));
    }

    private static String seconds(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }
}
