package dev.morlens.bench.load;

import dev.morlens.bench.Comparison;
import dev.morlens.bench.Extent;
import dev.morlens.bench.Figures;
import dev.morlens.bench.Goal;
import dev.morlens.bench.Spread;
import dev.morlens.bench.Stage;
import dev.morlens.bench.load.Load.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the address with the most sessions costs: as it is given to those who ask again, and read and written anew each time. */
public final class LargestAddress {

    private static final int CONNECTIONS = 4;

    private final Stage stage;
    private final Extent extent;
    private final Figures figures;

    public LargestAddress(Stage stage, Extent extent, Figures figures) {
        this.stage = stage;
        this.extent = extent;
        this.figures = figures;
    }

    public void measure() throws IOException, InterruptedException {
        Question json = Question.get(Stage.json(stage.largest()));
        Question page = Question.get(Stage.page(stage.largest()));
        // A batch is always read from the database, and only the page of no source in particular is kept.
        Question newJson = Question.post("/api/v1/local/addresses", "{\"addresses\":[\"" + stage.largest() + "\"]}");
        Question newPage = Question.get(page.path() + "?source=index");
        time("JSON", newJson);
        time("page", newPage);
        compare("big_json_over_constant", json, newJson);
        compare("big_page_over_constant", page, newPage);
    }

    private void time(String form, Question question) throws IOException, InterruptedException {
        Spread tails = new Spread();
        Spread middles = new Spread();
        try (Load load = new Load(stage.server().port(), 1)) {
            load.once(Collections.nCopies(extent.large() / 2, question));
            for (int round = 0; round < extent.rounds(); round++) {
                Result result = load.once(Collections.nCopies(extent.large(), question));
                tails.add(result.millis(99));
                middles.add(result.millis(50));
            }
        }
        figures.add(
                "big_address_p99_ms",
                form,
                "ms",
                Goal.NONE,
                tails,
                Map.of(
                        "sessions", stage.largestSessions(),
                        "p50Millis", Figures.rounded(middles.median()),
                        "answers", extent.large(),
                        "load", "one at a time"));
    }

    private void compare(String name, Question atHand, Question readAnew) throws IOException, InterruptedException {
        compare(name, "at hand", atHand, extent.turn());
        if (!extent.brief()) {
            compare(name, "read anew", readAnew, extent.slowTurn());
        }
    }

    private void compare(String name, String how, Question question, Duration turn)
            throws IOException, InterruptedException {
        List<Question> questions = List.of(question);
        try (Comparison comparison = new Comparison(stage.server(), extent, CONNECTIONS)) {
            comparison.measure(
                    load -> load.during(extent.warmUp().dividedBy(2), questions),
                    extent.fewTurns(),
                    load -> load.during(turn, questions));
            comparison.note(
                    figures, name, Optional.of(how), Goal.NONE, Goal.NONE, Map.of("sessions", stage.largestSessions()));
        }
    }
}
