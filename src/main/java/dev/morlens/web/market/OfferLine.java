package dev.morlens.web.market;

import dev.morlens.market.offer.Market;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.ModelLine;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.ShownModelName;
import dev.morlens.web.part.TimeText;
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
        IdText id,
        IdText model,
        String modelName,
        String price,
        boolean active,
        String score,
        TimeText created,
        Optional<TimeText> deleted,
        long sessions)
        implements ShownModelName {

    static OfferLine of(Market market, RatedBid rated, IdShortener idShortener) {
        var bid = rated.bid();
        Instant now = market.asOf().now();
        return new OfferLine(
                idShortener.of(bid.id()),
                idShortener.of(bid.modelId()),
                ModelLine.name(market.nameOf(bid)),
                MorText.of(bid.pricePerSecond()).exact(),
                rated.active(),
                rated.rating()
                        .map(rating -> String.format(Locale.ROOT, "%,.0f", rating.score()))
                        .orElse(""),
                TimeText.of(bid.createdAt(), now),
                bid.deletedAt().map(deleted -> TimeText.of(deleted, now)),
                market.tradeOf(bid.id()).sessions());
    }

    @Override
    public IdText modelId() {
        return model;
    }

    @Override
    public String shownName() {
        return modelName;
    }
}
