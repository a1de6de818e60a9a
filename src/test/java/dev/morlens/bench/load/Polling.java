package dev.morlens.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.bench.Extent;
import dev.morlens.bench.Figures;
import dev.morlens.bench.Goal;
import dev.morlens.bench.Spread;
import dev.morlens.bench.Stage;
import dev.morlens.chain.value.Address;
import dev.morlens.testing.replay.history.MinedBlock;
import dev.morlens.testing.replay.history.Miner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bots that ask again whether an address is still as it was, while five blocks a second come that touch none of them: how
 * often they are told that it is, and how old the block is that they are told. And how long after a block that touches an
 * address its page shows that.
 */
public final class Polling {

    private static final Duration BLOCK = Duration.ofMillis(200);
    private static final double LEAST_UNCHANGED = 0.99;
    private static final double OLDEST_MILLIS = 3_000;
    private static final double LATEST_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Stage stage;
    private final Extent extent;
    private final Figures figures;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Long, Long> minedAt = new ConcurrentHashMap<>();

    public Polling(Stage stage, Extent extent, Figures figures) {
        this.stage = stage;
        this.extent = extent;
        this.figures = figures;
    }

    public void measure() throws IOException, InterruptedException {
        poll();
        touch();
    }

    private void poll() throws IOException, InterruptedException {
        List<Address> asked = stage.hot();
        Map<Address, String> tags = new HashMap<>();
        int unchanged = 0;
        int questions = 0;
        Spread ages = new Spread();
        try (Miner miner = Miner.every(BLOCK, this::mine)) {
            for (int round = 0; round <= extent.polls(); round++) {
                Thread.sleep(extent.pollEvery());
                for (Address address : asked) {
                    HttpResponse<String> answer = ask(Stage.json(address), tags.getOrDefault(address, "\"none\""));
                    ages.add(age(answer));
                    questions += tags.containsKey(address) ? 1 : 0;
                    unchanged += answer.statusCode() == 304 ? 1 : 0;
                    tags.put(address, answer.headers().firstValue("ETag").orElseThrow());
                }
            }
        }
        Map<String, ?> context =
                Map.of("questions", questions, "everyMillis", extent.pollEvery().toMillis());
        figures.add(
                "unchanged_when_untouched",
                "part",
                Goal.atLeast(LEAST_UNCHANGED),
                Spread.of(unchanged / (double) questions),
                context);
        figures.add("named_block_age_ms", "ms", Goal.atMost(OLDEST_MILLIS), Spread.of(ages.max()), context);
    }

    private MinedBlock mine() {
        return noted(stage.history().mineEmpty());
    }

    private MinedBlock noted(MinedBlock block) {
        minedAt.put(block.number(), block.nanos());
        return block;
    }

    /** By one clock, from when the next block could be seen: until then it was the newest; 0 before any was. */
    private double age(HttpResponse<String> answer) throws IOException {
        long named = answer.statusCode() == 304
                ? Long.parseLong(answer.headers().firstValue("X-Block-Number").orElseThrow())
                : new ObjectMapper()
                        .readTree(answer.body())
                        .at("/asOf/blockNumber")
                        .asLong();
        Long next = minedAt.get(named + 1);
        return next == null ? 0 : (System.nanoTime() - next) / 1e6;
    }

    private void touch() throws IOException, InterruptedException {
        Spread waits = new Spread();
        stage.server().awaitIndex();
        for (int i = 0; i < extent.touches(); i++) {
            String page = Stage.page(stage.hot().get(i % stage.hot().size()));
            String before = movements(page);
            MinedBlock block = noted(
                    stage.history().mineTransfer(stage.hot().get(i % stage.hot().size())));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (movements(page).equals(before)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(page + " does not show block " + block.number());
                }
                Thread.sleep(5);
            }
            waits.add((System.nanoTime() - block.nanos()) / 1e6);
        }
        figures.add(
                "page_after_touch_ms",
                "ms",
                Goal.atMost(LATEST_MILLIS),
                Spread.of(waits.max()),
                Map.of("blocks", waits.rounds(), "medianMillis", Figures.rounded(waits.median())));
    }

    /** What the page tells below its first lines, which name the block. */
    private String movements(String page) throws IOException, InterruptedException {
        String html = ask(page, "\"none\"").body();
        return html.substring(html.indexOf("id=\"m\""));
    }

    private HttpResponse<String> ask(String path, String tag) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + stage.server().port() + path);
        return client.send(
                HttpRequest.newBuilder(uri).header("If-None-Match", tag).build(), HttpResponse.BodyHandlers.ofString());
    }
}
