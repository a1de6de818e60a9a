package dev.morlens.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.Market;
import dev.morlens.market.RatedBid;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A provider's offer to serve a model. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BidView(
        Hash id,
        Address provider,
        Hash modelId,

        @Schema(description = "Text that anybody wrote: escape it")
        String modelName,

        Wei pricePerSecond,

        @Schema(description = "Counts the provider's bids on this model, from 0")
        String nonce,

        Instant createdAt,
        Optional<Instant> deletedAt,
        boolean active,

        @Schema(description = "Whether the configured lists of providers let a quote choose it")
        boolean allowed,

        @Schema(description = "Of the provider with this model: its closed sessions")
        long sessions,

        @Schema(description = "Those of them that were not disputed")
        long successes,

        @Schema(description = "Absent from a deleted bid") Optional<RatingView> rating,

        @Schema(description = "Absent in lists, which have one for all")
        Optional<AsOfView> asOf) {

    static BidView listed(Market market, RatedBid rated) {
        return of(market, rated, Optional.empty());
    }

    static BidView of(Market market, RatedBid rated, Optional<AsOfView> asOf) {
        var bid = rated.bid();
        return new BidView(
                bid.id(),
                bid.provider(),
                bid.modelId(),
                Shown.bounded(market.nameOf(bid)),
                bid.pricePerSecond(),
                bid.nonce().toString(),
                bid.createdAt(),
                bid.deletedAt(),
                rated.active(),
                rated.allowed(),
                rated.stats().totalCount(),
                rated.stats().successCount(),
                rated.rating().map(RatingView::of),
                asOf);
    }
}
