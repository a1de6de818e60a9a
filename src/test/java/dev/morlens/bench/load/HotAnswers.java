package dev.morlens.bench.load;

import dev.morlens.bench.Comparison;
import dev.morlens.bench.Extent;
import dev.morlens.bench.Figures;
import dev.morlens.bench.Goal;
import dev.morlens.bench.Stage;
import dev.morlens.chain.value.Address;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What an address costs that is asked for again and again, as JSON and as a page. */
public final class HotAnswers {

    private static final int CONNECTIONS = 16;
    private static final double MOST_TIMES_THE_TAIL = 3;

    private final Stage stage;
    private final Extent extent;
    private final Figures figures;

    public HotAnswers(Stage stage, Extent extent, Figures figures) {
        this.stage = stage;
        this.extent = extent;
        this.figures = figures;
    }

    public void measure() throws IOException, InterruptedException {
        measure("hot_json_over_constant", 0.8, Stage::json);
        measure("hot_page_over_constant", 0.5, Stage::page);
    }

    private void measure(String name, double least, Function<Address, String> form)
            throws IOException, InterruptedException {
        List<Question> questions =
                stage.hot().stream().map(form).map(Question::get).toList();
        try (Comparison comparison = new Comparison(stage.server(), extent, CONNECTIONS)) {
            comparison.measure(
                    load -> load.once(questions).plus(load.during(extent.warmUp(), questions)),
                    extent.turns(),
                    load -> load.during(extent.turn(), questions));
            comparison.note(
                    figures,
                    name,
                    Optional.empty(),
                    Goal.atLeast(least),
                    Goal.atMost(MOST_TIMES_THE_TAIL),
                    Map.of("addresses", questions.size()));
        }
    }
}
