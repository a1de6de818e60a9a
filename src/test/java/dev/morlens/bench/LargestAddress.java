package dev.morlens.bench;

import java.io.IOException;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What the address with the most sessions costs, read and written anew each time. */
final class LargestAddress {

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Stage stage;
    private final Extent extent;
    private final Figures figures;

    private interface Ask {
        String answer() throws IOException, InterruptedException;
    }

    LargestAddress(Stage stage, Extent extent, Figures figures) {
        this.stage = stage;
        this.extent = extent;
        this.figures = figures;
    }

    void measure() throws IOException, InterruptedException {
        // A batch is always read from the database, and only the page of no source in particular is kept.
        String batch = "{\"addresses\":[\"" + stage.largest() + "\"]}";
        measure("JSON", () -> stage.server().post("/api/v1/local/addresses", batch));
        measure("page", () -> stage.server().body(Stage.page(stage.largest()) + "?source=index"));
    }

    private void measure(String form, Ask ask) throws IOException, InterruptedException {
        Spread tails = new Spread();
        Spread middles = new Spread();
        for (int i = 0; i < extent.large(); i++) {
            ask.answer();
        }
        for (int round = 0; round < extent.rounds(); round++) {
            Histogram nanos = new Histogram(LONGEST_NANOS, 3);
            for (int i = 0; i < extent.large(); i++) {
                long begun = System.nanoTime();
                ask.answer();
                nanos.recordValue(System.nanoTime() - begun);
            }
            tails.add(nanos.getValueAtPercentile(99) / 1e6);
            middles.add(nanos.getValueAtPercentile(50) / 1e6);
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
}
