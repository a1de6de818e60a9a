package dev.morlens.bench;

import dev.morlens.bench.Load.Result;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What an address costs that is not at hand: each is asked for once, one after the other. */
final class ColdAnswers {

    private static final int COUNTED = 50;

    private final Stage stage;
    private final StatementLog statements;
    private final Extent extent;
    private final Figures figures;

    ColdAnswers(Stage stage, StatementLog statements, Extent extent, Figures figures) {
        this.stage = stage;
        this.statements = statements;
        this.extent = extent;
        this.figures = figures;
    }

    void measure() throws IOException, InterruptedException {
        List<String> paths = stage.cold().stream().map(Stage::json).toList();
        count(paths.subList(0, COUNTED));
        time(paths.subList(COUNTED, paths.size()));
    }

    private void time(List<String> paths) throws IOException, InterruptedException {
        Spread median = new Spread();
        Spread tail = new Spread();
        int each = Math.min(extent.cold(), paths.size() / (extent.rounds() + 1));
        try (Load load = new Load(stage.server().port(), 1)) {
            load.once(paths.subList(0, each));
            for (int round = 1; round <= extent.rounds(); round++) {
                Result result = load.once(paths.subList(round * each, (round + 1) * each));
                median.add(result.millis(50));
                tail.add(result.millis(99));
            }
        }
        figures.add(
                "cold_json_p50_ms",
                "ms",
                Goal.atMost(5),
                median,
                Map.of("load", "one at a time", "addresses", each, "p99Millis", Figures.rounded(tail.median())));
    }

    private void count(List<String> paths) throws IOException, InterruptedException {
        List<StatementLog.Transaction> read;
        try (StatementLog.Counting counting = statements.begin("unnest(")) {
            for (String path : paths) {
                stage.server().body(path);
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
                        "addresses", paths.size(),
                        "transactions", read.size(),
                        "statements", read.getFirst().statements()));
    }
}
