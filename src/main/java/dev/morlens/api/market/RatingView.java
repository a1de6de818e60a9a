package dev.morlens.api.market;

import dev.morlens.market.rating.Rating;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a bid comes before another. */
@Schema(
        description = "The consumer node's rating, with its default weights unless others are configured:"
                + " score = (0.24 tps + 0.08 ttft + 0.24 duration + 0.32 success + 0.12 stake) / price in MOR a second;"
                + " parts are between 0 and 1")
public record RatingView(
        double score, double weighted, double tps, double ttft, double duration, double success, double stake) {

    static RatingView of(Rating rating) {
        return new RatingView(
                rating.score(),
                rating.weighted(),
                rating.tps(),
                rating.ttft(),
                rating.duration(),
                rating.success(),
                rating.stake());
    }
}
