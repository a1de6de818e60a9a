package dev.morlens.web.market;

import dev.morlens.market.rating.Performance;
import java.util.Locale;
import java.util.Optional;

/**
 * How sessions went, in words.
 *
 * @param rate such as 95 %; empty without a session
 * @param speed in tokens a second; empty if nothing was measured
 * @param firstToken such as 700 ms; empty if nothing was measured
 */
public record RecordLine(
        long sessions, long successes, Optional<String> rate, Optional<String> speed, Optional<String> firstToken) {

    static RecordLine of(Performance how) {
        return new RecordLine(
                how.sessions(),
                how.successes(),
                how.successRate().map(rate -> text("%.0f %%", Math.floor(100 * rate))),
                how.tokensPerSecond().map(tps -> text("%,.1f", tps)),
                how.firstTokenMs().map(ms -> text("%,.0f ms", ms)));
    }

    private static String text(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }
}
