package dev.morlens.web.market;

import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.Rating;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;
import java.util.Locale;
import java.util.Optional;

/**
 * A bid in a model's list.
 *
 * @param price a second, in MOR
 * @param parts of the rating, each between 0 and 1
 */
public record BidLine(
        IdText id,
        IdText provider,
        String price,
        boolean active,
        String score,
        String parts,
        long sessions,
        long successes) {

    static BidLine of(RatedBid rated, IdShortener idShortener) {
        Optional<Rating> rating = rated.rating();
        return new BidLine(
                idShortener.of(rated.bid().id()),
                idShortener.of(rated.bid().provider()),
                MorText.of(rated.bid().pricePerSecond()).exact(),
                rated.active(),
                rating.map(one -> String.format(Locale.ROOT, "%,.0f", one.score()))
                        .orElse(""),
                rating.map(BidLine::parts).orElse(""),
                rated.stats().totalCount(),
                rated.stats().successCount());
    }

    private static String parts(Rating one) {
        return String.format(
                Locale.ROOT,
                "speed %.2f · first token %.2f · duration %.2f · success %.2f · stake %.2f",
                one.tps(),
                one.ttft(),
                one.duration(),
                one.success(),
                one.stake());
    }
}
