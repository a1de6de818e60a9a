package dev.morlens.web.calculator;

import dev.morlens.chain.value.Hash;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.http.SafeText;
import dev.morlens.position.search.PastedText;
import dev.morlens.preview.quote.QuoteQuestion;
import dev.morlens.web.calculator.CalculatorForm.Unit;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the calculator's form: what is wrong is said beside its field instead of ending the visit. */
final class CalculatorReader {

    private static final int LONGEST = 100;

    private final MultivaluedMap<String, String> sent;
    private final Map<String, String> errors = new HashMap<>();

    private CalculatorReader(MultivaluedMap<String, String> sent) {
        this.sent = sent;
    }

    static CalculatorForm read(MultivaluedMap<String, String> sent) {
        return new CalculatorReader(sent).form();
    }

    private CalculatorForm form() {
        Optional<Unit> unit = part(() -> Params.oneOf("duration", given("unit"), List.of(Unit.values()), Params::name));
        Unit in = unit.orElse(Unit.HOURS);
        Optional<QuoteQuestion> question = sent.isEmpty() ? Optional.empty() : question(in);
        return new CalculatorForm(
                shown(given("model")),
                shown(pasted("bid")),
                sent.containsKey("duration") ? shown(given("duration")) : "1",
                in,
                shown(pasted("address")),
                isDirect(),
                errors,
                question);
    }

    private Optional<QuoteQuestion> question(Unit unit) {
        Optional<Hash> bid = part(() -> Params.optionalHash("bid", pasted("bid")));
        // A list of models always sends one: somebody who gives a bid means the bid.
        Optional<Hash> model =
                given("bid") == null ? part(() -> Params.optionalHash("model", given("model"))) : Optional.empty();
        Optional<Integer> count = part(() -> Optional.of(Params.count("duration", duration(), 1, unit.most())));
        var opener = part(() -> Params.optionalAddress("address", pasted("address")));
        if (bid.isEmpty() && model.isEmpty() && !errors.containsKey("bid")) {
            errors.putIfAbsent("model", "choose a model, or give the id of a bid");
        }
        return errors.isEmpty()
                ? Optional.of(new QuoteQuestion(model, bid, unit.seconds(count.orElseThrow()), isDirect(), opener))
                : Optional.empty();
    }

    private <T> Optional<T> part(Supplier<Optional<T>> reader) {
        try {
            return reader.get();
        } catch (BadParameterException e) {
            errors.putIfAbsent(e.field(), SafeText.bounded(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Left out of a link it is 1; left empty in the form it is missing. */
    private String duration() {
        String first = sent.getFirst("duration");
        return first == null ? null : first.strip();
    }

    private boolean isDirect() {
        return given("direct") != null;
    }

    private static String shown(String sent) {
        return Optional.ofNullable(sent)
                .map(text -> SafeText.bounded(text, LONGEST))
                .orElse("");
    }

    /** An id from a web page or a mail, which may have broken it. */
    private String pasted(String field) {
        return Optional.ofNullable(given(field)).map(PastedText::joined).orElse(null);
    }

    /** A browser sends fields that were left empty, too. */
    private String given(String field) {
        String text = sent.getFirst(field);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
