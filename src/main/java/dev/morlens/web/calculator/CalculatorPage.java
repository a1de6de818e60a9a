package dev.morlens.web.calculator;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import java.util.List;
import java.util.Optional;

/**
 * The calculator: its form, and the answer once it was sent.
 *
 * @param models to choose from
 * @param more how many others there are
 * @param trouble why there is no answer to a sound question
 */
public record CalculatorPage(
        String network,
        CalculatorForm form,
        List<Choice> models,
        long more,
        Optional<QuoteBox> quote,
        Optional<String> trouble,
        AsOfLine asOf,
        Explorer explorer) {

    /** A model in the form's list. */
    public record Choice(String id, String label, boolean chosen) {}
}
