package dev.morlens.api.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.SafeText;
import dev.morlens.market.offer.Market;
import dev.morlens.market.rating.Performance;
import dev.morlens.market.rating.RatedBid;
import java.time.Instant;
import java.util.List;
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

        @Schema(
                description =
                        "Of the provider with this model: its closed sessions, as the contract counts them: without settled ones")
        long sessions,

        @Schema(description = "Those of them that were not disputed")
        long successes,

        @Schema(
                description =
                        "Those of the provider with this model that were not disputed, by all; absent without one")
        Optional<Double> successRate,

        @Schema(description = "On average of them; absent if nothing was measured")
        Optional<Double> tokensPerSecond,

        @Schema(description = "Milliseconds, on average of them; absent if nothing was measured")
        Optional<Double> timeToFirstToken,

        @Schema(description = "Opened under this very bid") long sessionsOpened,

        @Schema(description = "Those of them that are not closed")
        long sessionsOpen,

        @Schema(description = "Absent from a deleted bid, and where its provider cannot be read")
        Optional<RatingView> rating,

        @Schema(
                description =
                        "All that the provider ever bid for this model, the newest first, at most 50; only of one bid")
        Optional<List<PastBid>> history,

        @Schema(description = "Absent in lists, which have one for all")
        Optional<AsOfView> asOf) {

    private static final int MOST = 50;

    /** One of the bids that a provider made for a model one after the other. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record PastBid(Hash id, Wei pricePerSecond, Instant createdAt, Optional<Instant> deletedAt, boolean active) {

        static PastBid of(RatedBid rated) {
            var bid = rated.bid();
            return new PastBid(bid.id(), bid.pricePerSecond(), bid.createdAt(), bid.deletedAt(), rated.active());
        }
    }

    static BidView listed(Market market, RatedBid rated) {
        return of(market, rated, Optional.empty(), Optional.empty());
    }

    static BidView of(Market market, RatedBid rated, AsOfView asOf) {
        List<PastBid> history = market
                .servedBy(rated.bid().provider())
                .bidsFor(rated.bid().modelId())
                .stream()
                .limit(MOST)
                .map(PastBid::of)
                .toList();
        return of(market, rated, Optional.of(history), Optional.of(asOf));
    }

    private static BidView of(Market market, RatedBid rated, Optional<List<PastBid>> history, Optional<AsOfView> asOf) {
        var bid = rated.bid();
        var record = Performance.of(rated.stats());
        var bidStats = market.tradeOf(bid.id());
        return new BidView(
                bid.id(),
                bid.provider(),
                bid.modelId(),
                SafeText.bounded(market.nameOf(bid)),
                bid.pricePerSecond(),
                bid.nonce().toString(),
                bid.createdAt(),
                bid.deletedAt(),
                rated.active(),
                rated.allowed(),
                record.sessions(),
                record.successes(),
                record.successRate(),
                record.tokensPerSecond(),
                record.firstTokenMs(),
                bidStats.sessions(),
                bidStats.open(),
                rated.rating().map(RatingView::of),
                history,
                asOf);
    }
}
