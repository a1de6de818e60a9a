package dev.morlens.web.calculator;

import dev.morlens.http.Params;
import dev.morlens.http.SafeText;
import dev.morlens.preview.quote.QuoteQuestion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody put into the calculator, as it was written, and what is wrong with it.
 *
 * @param unit of the duration
 * @param errors by the field's name
 * @param question what was asked; empty before the form was sent and while something is wrong
 */
public record CalculatorForm(
        String model,
        String bid,
        String duration,
        Unit unit,
        String address,
        boolean direct,
        Map<String, String> errors,
        Optional<QuoteQuestion> question) {

    /** What a duration is counted in. */
    public enum Unit {
        SECONDS(1),
        MINUTES(60),
        HOURS(3_600),
        DAYS(86_400);

        private final int seconds;

        Unit(int seconds) {
            this.seconds = seconds;
        }

        public String label() {
            return Params.name(this);
        }

        long seconds(int count) {
            return (long) count * seconds;
        }

        int most() {
            return QuoteQuestion.LONGEST_SECONDS / seconds;
        }
    }

    /** With what only the market could tell to be wrong. */
    CalculatorForm refused(String field, String why) {
        return new CalculatorForm(
                model, bid, duration, unit, address, direct, Map.of(field, SafeText.bounded(why)), Optional.empty());
    }

    public Optional<String> error(String field) {
        return Optional.ofNullable(errors.get(field));
    }

    public List<Unit> units() {
        return Arrays.asList(Unit.values());
    }
}
