package dev.morlens.web.chart;

import dev.morlens.chain.value.Wei;
import dev.morlens.store.read.PastBalances;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Draws amounts over time as stacked steps: each holds until the next point, the last one until now. */
final class StackedSeries {

    private final List<PastBalances> points;
    private final List<BucketLayer> buckets;
    private final Instant from;
    private final long seconds;
    private final Wei top;

    StackedSeries(List<PastBalances> points, List<BucketLayer> buckets, Instant now) {
        this.points = points;
        this.buckets = buckets;
        this.from = points.getFirst().block().time();
        this.seconds = Math.max(1, Duration.between(from, now).toSeconds());
        this.top = round(points.stream()
                .map(point -> upTo(point, buckets.size()))
                .max(Wei::compareTo)
                .orElseThrow());
    }

    /** The amount at the upper edge: round, and not below any sum. */
    Wei top() {
        return top;
    }

    /** The area of a layer: along its upper edge, and back along its lower one. */
    String path(int layer) {
        StringBuilder path = new StringBuilder("M0 " + y(0, layer + 1));
        for (int i = 0; i < points.size(); i++) {
            path.append("H").append(x(i)).append("V").append(y(i, layer + 1));
        }
        path.append("H").append(Chart.WIDTH);
        for (int i = points.size() - 1; i >= 0; i--) {
            path.append("V").append(y(i, layer)).append("H").append(x(i));
        }
        return path.append("Z").toString();
    }

    private long x(int point) {
        return Duration.between(from, points.get(point).block().time()).toSeconds() * Chart.WIDTH / seconds;
    }

    private int y(int point, int layers) {
        BigInteger height = upTo(points.get(point), layers)
                .value()
                .multiply(BigInteger.valueOf(Chart.HEIGHT))
                .divide(top.value());
        return Chart.HEIGHT - height.intValueExact();
    }

    /** The sum of the lowest layers; what is below 0 takes no room. */
    private Wei upTo(PastBalances point, int layers) {
        return Wei.sum(buckets.subList(0, layers).stream()
                .map(bucket -> point.balance(bucket.bucket()).max(Wei.ZERO))
                .toList());
    }

    /** To 1, 2 or 5 and zeros. */
    private static Wei round(Wei amount) {
        BigDecimal wei = new BigDecimal(amount.value());
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(wei.precision() - 1);
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal candidate = power.multiply(BigDecimal.valueOf(factor));
            if (candidate.compareTo(wei) >= 0) {
                return Wei.of(candidate.setScale(0, RoundingMode.UNNECESSARY).toBigIntegerExact());
            }
        }
        return Wei.of(
                power.movePointRight(1).setScale(0, RoundingMode.UNNECESSARY).toBigIntegerExact());
    }
}
