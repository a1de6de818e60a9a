package dev.morlens.api.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.BEN;
import static dev.morlens.testing.scene.Scene.milliMor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.Counts;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While blocks land and are undone, whatever is told says what holds at the block that it names. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class OneBlockTest {

    private static final long SEED = Counts.seed("OneBlockTest");
    private static final int LANDINGS = Counts.of(2_000);
    private static final int STATES = 40;
    private static final int READERS = 3;
    private static final int WARM_UP = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JSON = "/api/v1/local/addresses/" + ANN;
    private static final String PAGE = "/local/address/" + ANN;
    private static final Pattern BLOCK = Pattern.compile("/block/([0-9]+)\"[^>]*>\\1<");
    private static final Pattern WALLET = Pattern.compile("title=\"([0-9,.]+) MOR\" data-bucket=\"wallet\"");

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(SEED);

    /** By block: what Ann's wallet holds, as JSON has it, and as pages do. */
    private final Map<Long, String> wallets = new ConcurrentHashMap<>();

    private final Map<String, String> byTag = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();

    /** @param touched by its block */
    private record State(Scene scene, Set<Address> touched) {

        BlockRef head() {
            return scene.head();
        }
    }

    @Test
    void whatIsToldIsOfTheBlockThatItNames() throws Exception {
        List<State> states = states();
        AtomicBoolean over = new AtomicBoolean();
        land(states.getFirst());
        for (int i = 0; i < WARM_UP; i++) {
            read(new AtomicBoolean(), 1);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> read(over, Integer.MAX_VALUE)));
            }
            int at = 0;
            Instant deadline = Instant.now().plus(PATIENCE);
            for (int i = 0;
                    i < LANDINGS || answers.get() < LANDINGS && Instant.now().isBefore(deadline);
                    i++) {
                boolean undo = at == STATES - 1 || at > 0 && random.nextInt(10) == 0;
                int next = undo ? random.nextInt(at) : at + 1;
                land(new State(states.get(next).scene(), touched(states, Math.min(at, next), Math.max(at, next))));
                at = next;
                Thread.sleep(random.nextInt(6));
            }
            over.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
            assertThat(answers.get()).isGreaterThanOrEqualTo(LANDINGS);
            Counts.say("one block: seed %d, %d landings, %d answers, %d of them unchanged"
                    .formatted(SEED, LANDINGS, answers.get(), unchanged.get()));
        }
    }

    /** For the tests that come next, what was told here of Ann and Ben is over. */
    @AfterEach
    void leave() {
        Scene scene = Cast.act("local").scene();
        stores.show("local", scene);
        landings.fire(new HeadChanged("local", scene.head(), Set.of(ANN, BEN)));
    }

    private List<State> states() {
        Scene scene = Cast.act("local").scene();
        List<State> states = new ArrayList<>();
        for (int i = 0; i < STATES; i++) {
            boolean touches = random.nextInt(4) == 0;
            if (touches) {
                scene.transfer(ANN, BEN, milliMor(1_000 + i));
            } else {
                scene.mine(scene.head().time());
            }
            Scene then = scene.upTo(scene.head().number());
            states.add(new State(then, touches ? Set.of(ANN, BEN) : Set.of()));
            stores.show("local", then);
            wallets.put(then.head().number(), wallet());
        }
        return states;
    }

    private String wallet() {
        return stores.read(
                "local",
                networkReads ->
                        networkReads.accounts(ANN).balance(Bucket.WALLET).toString());
    }

    private static Set<Address> touched(List<State> states, int above, int upTo) {
        return states.subList(above + 1, upTo + 1).stream()
                        .anyMatch(state -> !state.touched().isEmpty())
                ? Set.of(ANN, BEN)
                : Set.of();
    }

    /** The store has it first, as it is when a batch is committed. */
    private void land(State state) throws InterruptedException {
        stores.show("local", state.scene());
        Thread.sleep(random.nextInt(3));
        landings.fire(new HeadChanged("local", state.head(), state.touched()));
    }

    private Void read(AtomicBoolean over, int most) throws Exception {
        String tag = "\"none\"";
        for (int i = 0; i < most && !over.get(); i++) {
            HttpResponse<String> json = ask(JSON, tag);
            tag = json.headers().firstValue("ETag").orElseThrow();
            long block = json.headers().firstValueAsLong("X-Block-Number").orElseThrow();
            if (json.statusCode() == 200) {
                JsonNode position = new ObjectMapper().readTree(json.body());
                assertThat(position.at("/asOf/blockNumber").asLong()).isEqualTo(block);
                byTag.put(tag, position.at("/buckets/wallet/amount").asText());
            } else {
                unchanged.incrementAndGet();
            }
            assertThat(byTag.get(tag)).as("JSON of block " + block).isEqualTo(wallets.get(block));
            page();
            answers.addAndGet(2);
        }
        return null;
    }

    private HttpResponse<String> ask(String path, String tag) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("If-None-Match", tag)
                .header("Accept", path.equals(PAGE) ? "text/html" : "application/json")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void page() throws Exception {
        String html = ask(PAGE, "\"none\"").body();
        Matcher block = BLOCK.matcher(html);
        Matcher wallet = WALLET.matcher(html);
        assertThat(block.find()).as("the page names its block").isTrue();
        assertThat(wallet.find()).as("the page shows the wallet").isTrue();
        String digits = wallet.group(1).replace(",", "");
        assertThat(new BigDecimal(digits).movePointRight(18).toBigIntegerExact().toString())
                .as("page of block " + block.group(1))
                .isEqualTo(wallets.get(Long.parseLong(block.group(1))));
    }
}
