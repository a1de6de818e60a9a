package dev.morlens.bench.load;

import dev.morlens.bench.Comparison;
import dev.morlens.bench.Extent;
import dev.morlens.bench.Figures;
import dev.morlens.bench.Goal;
import dev.morlens.bench.Spread;
import dev.morlens.bench.Stage;
import dev.morlens.bench.StatementLog;
import dev.morlens.bench.load.Load.Result;
import dev.morlens.chain.value.Address;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an address costs that is not at hand: each is asked for once, as JSON or as a page. Not at hand in the server, that
 * is; PostgreSQL and the system have read all of them before.
 */
public final class ColdAnswers {

    private static final int COUNTED = 50;
    private static final int CONNECTIONS = 16;

    private final Stage stage;
    private final StatementLog statements;
    private final Extent extent;
    private final Figures figures;
    private int asked;

    public ColdAnswers(Stage stage, StatementLog statements, Extent extent, Figures figures) {
        this.stage = stage;
        this.statements = statements;
        this.extent = extent;
        this.figures = figures;
    }

    public void measure() throws IOException, InterruptedException {
        count(unasked(COUNTED, Stage::json));
        time();
        compare("cold_json_over_constant", extent.coldJson(), Stage::json);
        if (extent.coldPages() > 0) {
            compare("cold_page_over_constant", extent.coldPages(), Stage::page);
        }
    }

    private void time() throws InterruptedException, IOException {
        Spread median = new Spread();
        Spread tail = new Spread();
        try (Load load = new Load(stage.server().port(), 1)) {
            load.once(unasked(extent.cold(), Stage::json));
            for (int round = 0; round < extent.rounds(); round++) {
                Result result = load.once(unasked(extent.cold(), Stage::json));
                median.add(result.millis(50));
                tail.add(result.millis(99));
            }
        }
        figures.add(
                "cold_json_p50_ms",
                "ms",
                Goal.atMost(5),
                median,
                Map.of(
                        "load", "one at a time",
                        "addresses", extent.cold(),
                        "p99Millis", Figures.rounded(tail.median())));
    }

    /** @param each how many a turn; as many as in a round are asked for before anything is noted */
    private void compare(String name, int each, Function<Address, String> form)
            throws IOException, InterruptedException {
        try (Comparison comparison = new Comparison(stage.server(), extent, CONNECTIONS)) {
            comparison.measure(
                    load -> load.once(unasked(extent.fewTurns() * each, form)),
                    extent.fewTurns(),
                    load -> load.once(unasked(each, form)));
            comparison.note(figures, name, Optional.empty(), Goal.NONE, Goal.NONE, Map.of());
        }
    }

    /** Questions about the next so many addresses. */
    private List<Question> unasked(int count, Function<Address, String> form) {
        List<Address> all = stage.cold();
        if (asked + count > all.size()) {
            throw new IllegalStateException(
                    "of %d addresses %d were asked for, and %d more are wanted: Extent.answered()"
                            .formatted(all.size(), asked, count));
        }
        asked += count;
        return all.subList(asked - count, asked).stream()
                .map(form)
                .map(Question::get)
                .toList();
    }

    private void count(List<Question> questions) throws IOException, InterruptedException {
        List<StatementLog.Transaction> read;
        try (StatementLog.Counting counting = statements.begin("unnest(")) {
            for (Question question : questions) {
                stage.server().body(question.path());
            }
            read = counting.transactions();
        }
        Spread queries = new Spread();
        read.forEach(transaction -> queries.add(transaction.queries()));
        figures.add(
                "cold_json_queries",
                "queries",
                Goal.atMost(1),
                queries,
                Map.of(
                        "addresses", questions.size(),
                        "transactions", read.size(),
                        "statements", read.getFirst().statements()));
    }
}
