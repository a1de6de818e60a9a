package dev.morlens.web;

import dev.morlens.market.RatedBid;
import dev.morlens.market.Rating;
import java.util.Locale;
import java.util.Optional;

/**
 * A bid in a model's list.
 *
 * @param price a second, in MOR
 * @param parts of the rating, each between 0 and 1
 */
public record BidLine(
        Id id, Id provider, String price, boolean active, String score, String parts, long sessions, long successes) {

    static BidLine of(RatedBid rated, Ids ids) {
        Optional<Rating> rating = rated.rating();
        return new BidLine(
                ids.of(rated.bid().id()),
                ids.of(rated.bid().provider()),
                Mor.of(rated.bid().pricePerSecond()).exact(),
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
