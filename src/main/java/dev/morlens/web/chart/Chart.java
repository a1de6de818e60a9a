package dev.morlens.web.chart;

import dev.morlens.chain.value.Wei;
import dev.morlens.store.read.PastBalances;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an address had over time, as stacked steps drawn in SVG, with the same as a table.
 *
 * @param layers from the bottom up; those that were never above 0 are left out
 * @param top the amount at the upper edge
 * @param middle half of it
 * @param times below the picture, from left to right, no two alike
 * @param rows some of the points, newest first
 */
public record Chart(List<Layer> layers, MorText top, MorText middle, List<String> times, List<ChartRow> rows) {

    public static final int WIDTH = 1000;
    public static final int HEIGHT = 400;

    private static final int ROWS = 24;

    /** Of less, two labels could read the same by the minute. */
    private static final Duration BRIEF = Duration.ofMinutes(3);

    /**
     * @param kind its colour, as a class name
     * @param path SVG path data
     */
    public record Layer(String kind, String label, String path) {}

    /** @param amounts in the order of the layers */
    public record ChartRow(TimeText when, long block, MorText total, List<MorText> amounts) {}

    /** Empty without a time to show. */
    public static Chart of(List<PastBalances> points, Instant now) {
        List<BucketLayer> there = BucketLayer.in(points);
        if (points.size() < 2
                || there.isEmpty()
                || !points.getFirst().block().time().isBefore(now)) {
            return new Chart(List.of(), MorText.of(Wei.ZERO), MorText.of(Wei.ZERO), List.of(), List.of());
        }
        Instant from = points.getFirst().block().time();
        StackedSeries stackedSeries = new StackedSeries(points, there, now);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            layers.add(new Layer(there.get(i).kind(), there.get(i).label(), stackedSeries.path(i)));
        }
        return new Chart(
                layers,
                MorText.of(stackedSeries.top()),
                MorText.of(Wei.of(stackedSeries.top().value().shiftRight(1))),
                times(from, now),
                rows(points, there, now));
    }

    /** A history of minutes is told apart by its seconds. */
    private static List<String> times(Instant from, Instant to) {
        Duration length = Duration.between(from, to);
        Instant halfway = from.plusSeconds(length.toSeconds() / 2);
        boolean brief = length.compareTo(BRIEF) < 0;
        return Stream.of(from, halfway, to)
                .map(time -> brief
                        ? TimeText.toTheSecond(time)
                        : TimeText.of(time, to).text())
                .distinct()
                .toList();
    }

    public boolean isEmpty() {
        return layers.isEmpty();
    }

    private static List<ChartRow> rows(List<PastBalances> points, List<BucketLayer> buckets, Instant now) {
        int every = Math.max(1, (points.size() + ROWS - 1) / ROWS);
        List<ChartRow> rows = new ArrayList<>();
        for (int i = points.size() - 1; i >= 0; i -= every) {
            PastBalances point = points.get(i);
            boolean same = i + every < points.size()
                    && point.block().equals(points.get(i + every).block());
            if (!same) {
                rows.add(row(point, buckets, now));
            }
        }
        return rows;
    }

    private static ChartRow row(PastBalances point, List<BucketLayer> buckets, Instant now) {
        List<Wei> amounts =
                buckets.stream().map(bucket -> point.balance(bucket.bucket())).toList();
        return new ChartRow(
                TimeText.of(point.block().time(), now),
                point.block().number(),
                MorText.of(Wei.sum(amounts)),
                amounts.stream().map(MorText::of).toList());
    }
}
