package dev.morlens.web.chart;

import dev.morlens.chain.value.Wei;
import dev.morlens.market.overview.ProtocolDay;
import dev.morlens.web.part.MorText;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/**
 * A figure of each day as bars, drawn in SVG; the page has the same as a table.
 *
 * @param kind its colour, as a class name
 * @param most the highest bar's figure
 * @param path SVG path data
 */
public record DayBars(String title, String kind, String most, String path) {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 400;
    private static final int GAP = 6;

    public static DayBars ofCounts(
            String title, String kind, List<ProtocolDay> days, Function<ProtocolDay, Long> figure) {
        Function<ProtocolDay, Wei> amount = day -> Wei.of(figure.apply(day));
        return new DayBars(title, kind, most(days, amount).toString(), path(days, amount));
    }

    public static DayBars ofAmounts(
            String title, String kind, List<ProtocolDay> days, Function<ProtocolDay, Wei> figure) {
        return new DayBars(title, kind, MorText.of(most(days, figure)) + " MOR", path(days, figure));
    }

    private static Wei most(List<ProtocolDay> days, Function<ProtocolDay, Wei> figure) {
        return days.stream().map(figure).reduce(Wei.ZERO, Wei::max);
    }

    private static String path(List<ProtocolDay> days, Function<ProtocolDay, Wei> figure) {
        BigInteger most = most(days, figure).max(Wei.of(1)).value();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < days.size(); i++) {
            BigInteger amount = figure.apply(days.get(i)).max(Wei.ZERO).value();
            int height =
                    amount.multiply(BigInteger.valueOf(HEIGHT)).divide(most).intValueExact();
            int left = i * WIDTH / days.size();
            int right = (i + 1) * WIDTH / days.size() - GAP;
            path.append("M%d %dV%dH%dV%dZ".formatted(left, HEIGHT, HEIGHT - height, right, HEIGHT));
        }
        return path.toString();
    }
}
