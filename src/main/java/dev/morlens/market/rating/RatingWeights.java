package dev.morlens.market.rating;

/**
 * What counts how much in a bid's rating: from 0 to 1 each, and together exactly 1 when they are added in this order,
 * as the consumer node wants them: it adds them as binary numbers and takes no other sum.
 */
public record RatingWeights(double tps, double ttft, double duration, double success, double stake) {

    /** The consumer node's own (docs/drop-in.md, "The rating of bids"). */
    public static final RatingWeights USUAL = new RatingWeights(0.24, 0.08, 0.24, 0.32, 0.12);

    /** @throws IllegalArgumentException unless they are from 0 to 1 and make exactly 1 */
    public RatingWeights {
        double sum = tps + ttft + duration + success + stake;
        boolean negative = tps < 0 || ttft < 0 || duration < 0 || success < 0 || stake < 0;
        if (negative || sum != 1) {
            throw new IllegalArgumentException(
                    ("expected rating weights from 0 on that add up to 1, exactly and in this order, got tps %s, ttft %s,"
                                    + " duration %s, success %s, stake %s, which make %s")
                            .formatted(tps, ttft, duration, success, stake, sum));
        }
    }
}
