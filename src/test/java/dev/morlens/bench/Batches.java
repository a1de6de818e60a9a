package dev.morlens.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a question about 1,000 addresses costs. */
final class Batches {

    private static final int ADDRESSES = 1_000;
    private static final int REPEATED = 5;

    private final Stage stage;
    private final Extent extent;
    private final Figures figures;

    Batches(Stage stage, Extent extent, Figures figures) {
        this.stage = stage;
        this.extent = extent;
        this.figures = figures;
    }

    void measure() throws IOException, InterruptedException {
        List<String> addresses =
                stage.cold().stream().limit(ADDRESSES).map(Address::toString).toList();
        String question = new ObjectMapper().writeValueAsString(Map.of("addresses", addresses));
        Spread millis = new Spread();
        int bytes = ask(question);
        for (int i = 0; i < REPEATED * extent.rounds(); i++) {
            long begun = System.nanoTime();
            ask(question);
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        figures.add("batch_1000_ms", "ms", Goal.NONE, millis, Map.of("bytes", bytes, "load", "one at a time"));
    }

    private int ask(String question) throws IOException, InterruptedException {
        return stage.server().post("/api/v1/local/addresses", question).length();
    }
}
