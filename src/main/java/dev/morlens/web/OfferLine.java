package dev.morlens.web;

import dev.morlens.market.Market;
import dev.morlens.market.RatedBid;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A bid among those of its provider.
 *
 * @param price a second, in MOR
 * @param score empty for a deleted bid
 * @param sessions opened under it
 */
public record OfferLine(
        Id id,
        Id model,
        String modelName,
        String price,
        boolean active,
        String score,
        When created,
        Optional<When> deleted,
        long sessions)
        implements ModelNamed {

    static OfferLine of(Market market, RatedBid rated, Ids ids) {
        var bid = rated.bid();
        Instant now = market.asOf().now();
        return new OfferLine(
                ids.of(bid.id()),
                ids.of(bid.modelId()),
                ModelLine.name(market.nameOf(bid)),
                Mor.of(bid.pricePerSecond()).exact(),
                rated.active(),
                rated.rating()
                        .map(rating -> String.format(Locale.ROOT, "%,.0f", rating.score()))
                        .orElse(""),
                When.of(bid.createdAt(), now),
                bid.deletedAt().map(deleted -> When.of(deleted, now)),
                market.tradeOf(bid.id()).sessions());
    }

    @Override
    public Id modelId() {
        return model;
    }

    @Override
    public String shownName() {
        return modelName;
    }
}
