package dev.morlens.api.market;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.Counts;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.chain.OwnChainProfile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A market as somebody hostile would leave it: markup for a name, 100 kB of tags, up to 5,000 active bids for one model. */
@QuarkusTest
@TestProfile(HostileMarketTest.Profile.class)
@ExtendWith(Browser.Extension.class)
class HostileMarketTest extends HttpTest {

    private static final String MARKUP = "</title><script>alert('name')</script>\"'><img src=x onerror=alert(1)>";
    private static final String TAG = "<b onmouseover=alert(2)>";
    private static final int TAGS = 2_000;
    private static final int TAG_BYTES = 50;
    private static final int TAGGED = 10;
    private static final int PROVIDERS_AT_ONCE = 500;
    private static final int BIDS = Counts.of(5_000);

    private static final int MOST_BYTES = 100_000;
    private static final double MOST_TIMES = 3;
    private static final int ROUNDS = 9;
    private static final int ASKED = 12;

    /** A chain with Multicall3, as real ones have. */
    public static final class Profile extends OwnChainProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(LocalChain.class, LocalChain.WITH_MULTICALL));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "morlens.networks.local.requests-per-second", "10000",
                    // Anvil on a busy machine takes its time for hundreds of calls in one.
                    "morlens.networks.local.calls-per-multicall", "100",
                    "morlens.networks.local.batch-size", "5",
                    "morlens.networks.local.request-timeout", "120s",
                    // Here a thousand questions come from one client, each by a connection of its own.
                    "morlens.limits.connections-per-client", "100000");
        }
    }

    private static Crowd crowd;

    /** Ids of models; {@code ordinary} is the most used one of the played history. */
    private record Crowd(String ordinary, String markup, String tagged, String crowded) {}

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI server;

    @BeforeEach
    void stage() {
        // The first to ask for a crowded market waits until it is read, which takes a while on a busy machine.
        RestAssured.config = RestAssured.config()
                .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 180_000));
        if (crowd == null) {
            String ordinary = get("/models?sort=sessions&limit=1").getString("items[0].id");
            List<String> tags = IntStream.range(0, TAGS)
                    .mapToObj(i -> (TAG + i + ".".repeat(TAG_BYTES)).substring(0, TAG_BYTES))
                    .toList();
            String crowded = model("crowded", List.of("LLM"));
            String tagged = model("tagged", tags);
            for (int i = 1; i < TAGGED; i++) {
                model("tagged, too", tags);
            }
            crowd = new Crowd(ordinary, model(MARKUP, List.of(TAG)), tagged, crowded);
            for (int bids = 0; bids < BIDS; bids += PROVIDERS_AT_ONCE) {
                LocalChain.chain().ask("bids", Map.of("model", crowded, "providers", PROVIDERS_AT_ONCE, "rounds", 1));
            }
        }
        await("the index and the market with all bids", () -> {
            Response answer = given().get(API + "/models/" + crowd.crowded());
            return answer.statusCode() == 200 && answer.jsonPath().getInt("activeBids") == BIDS;
        });
    }

    @Test
    void pagesShowItAsTextBoundedAndForbidScripts() {
        for (String path : pages().values()) {
            Response answer = given().get(path);
            String page = answer.asString();
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(page).as(path).doesNotContain("<script>alert", "<img src=x", "<b onmouseover");
            assertThat(page.length()).as(path).isLessThan(MOST_BYTES);
        }
        assertThat(given().get("/local/model/" + crowd.markup()).asString())
                .contains("&lt;script&gt;alert", "&lt;b onmouseover");
        JsonPath tagged = get("/models/" + crowd.tagged());
        assertThat(tagged.getList("tags")).hasSize(32);
        assertThat(tagged.getInt("tagCount")).isEqualTo(TAGS);
        String thousandth = (TAG + 1_000 + ".".repeat(TAG_BYTES)).substring(0, TAG_BYTES);
        assertThat(given().queryParam("tag", thousandth)
                        .get(API + "/models")
                        .jsonPath()
                        .getList("items.id", String.class))
                .hasSize(TAGGED)
                .contains(crowd.tagged());
        assertThat(get("/models?limit=500").getInt("unreadable")).isZero();
        for (String path : List.of("/models?limit=500", "/models/" + crowd.crowded() + "/bids")) {
            assertThat(given().get(API + path).asByteArray().length).as(path).isLessThan(MOST_BYTES);
        }
    }

    @Test
    void namesAndTagsRunNothing(Browser browser) {
        Page page = browser.desktop();
        List<String> trouble = new ArrayList<>();
        page.onDialog(dialog -> trouble.add(dialog.message()));
        page.onPageError(trouble::add);
        page.onConsoleMessage(message -> trouble.add(message.text()));
        pages().values().forEach(path -> page.navigate(server.resolve(path).toString()));
        page.navigate(server.resolve("/local/models?text=alert").toString());
        assertThat(page.locator("main").innerText()).contains(MARKUP.substring(0, 40));
        browser.screenshot(page, "models-hostile");
        assertThat(trouble).isEmpty();
    }

    @Test
    void allBidsCanBeGoneThrough() {
        Set<String> found = new HashSet<>();
        String cursor = "";
        int parts = 0;
        while (cursor != null) {
            JsonPath part = get("/models/" + crowd.crowded() + "/bids?limit=500" + cursor);
            found.addAll(part.getList("items.id"));
            parts++;
            cursor = part.getString("nextCursor") == null ? null : "&cursor=" + part.getString("nextCursor");
        }
        assertThat(found).hasSize(BIDS);
        assertThat(parts).isEqualTo(Math.ceilDiv(BIDS, 500));
    }

    /** A ratio within one run: what the server took, as it measures itself, so that the machine does not matter. */
    @Tag("soak")
    @Test
    void pagesTakeAtMostThreeTimesAnOrdinaryModelPage() {
        Map<String, String> pages = pages();
        Map<String, List<Double>> taken = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            boolean warm = round > 0;
            pages.forEach((name, path) -> {
                double mean = mean(path);
                if (warm) {
                    taken.computeIfAbsent(name, one -> new ArrayList<>()).add(mean);
                }
            });
        }
        double ordinary = median(taken.get("ordinary"));
        taken.forEach(
                (name, times) -> Counts.say("HostileMarketTest: %s page: %.2f ms, %.2f times an ordinary model page"
                        .formatted(name, median(times), median(times) / ordinary)));
        assertThat(taken.values())
                .allSatisfy(times -> assertThat(median(times) / ordinary).isLessThanOrEqualTo(MOST_TIMES));
    }

    @Test
    void cursorOfAModelThatAReorganisationRemovedIs410() {
        long before =
                LocalChain.chain().ask("mine", Map.of("blocks", 1)).get("head").asLong();
        String gone = model("0000 gone", List.of());
        await("the new model", () -> given().get(API + "/models/" + gone).statusCode() == 200);
        String list = "/models?state=all&sort=name";
        int place = get(list + "&limit=500").getList("items.id").indexOf(gone);
        String cursor = get(list + "&limit=" + (place + 1)).getString("nextCursor");
        assertThat(given().get(API + list + "&cursor=" + cursor).statusCode()).isEqualTo(200);
        long head =
                LocalChain.chain().ask("mine", Map.of("blocks", 1)).get("head").asLong();
        LocalChain.chain().ask("reorg", Map.of("depth", head - before, "same", false));
        await("410", () -> given().get(API + list + "&cursor=" + cursor).statusCode() == 410);
        Response answer = given().get(API + list + "&cursor=" + cursor);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).endsWith("cursor-orphaned");
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("cursor");
    }

    private static Map<String, String> pages() {
        String bids = "/models/" + crowd.crowded() + "/bids";
        String bid = get(bids + "?limit=1").getString("items[0].id");
        String provider = get(bids + "?limit=1").getString("items[0].provider");
        String further = get(bids + "?limit=450").getString("nextCursor");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("ordinary", "/local/model/" + crowd.ordinary());
        pages.put("markup", "/local/model/" + crowd.markup());
        pages.put("tagged", "/local/model/" + crowd.tagged());
        pages.put("crowded", "/local/model/" + crowd.crowded());
        pages.put("crowded, further on", "/local/model/" + crowd.crowded() + "?cursor=" + last(bids, further));
        pages.put("models", "/local/models");
        pages.put("models, searched", "/local/models?text=onmouseover");
        pages.put("calculator", "/local/calculator?duration=1&unit=hours&model=" + crowd.crowded());
        pages.put("providers", "/local/providers");
        pages.put("bid of the crowd", "/local/bid/" + bid);
        pages.put("provider of the crowd", "/local/provider/" + provider);
        return pages;
    }

    /** Deep in the list, where a cursor is looked for longest. The page's list is the API's, with every state. */
    private static String last(String bids, String cursor) {
        String deepest = cursor;
        for (String next = cursor; next != null; ) {
            deepest = next;
            next = get(bids + "?limit=500&cursor=" + next).getString("nextCursor");
        }
        return deepest;
    }

    private double mean(String path) {
        double before = total();
        long asked = count();
        for (int i = 0; i < ASKED; i++) {
            assertThat(given().get(path).statusCode()).isEqualTo(200);
        }
        await("the last request's time", () -> count() >= asked + ASKED);
        return (total() - before) / (count() - asked);
    }

    private double total() {
        return timers().stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS))
                .sum();
    }

    private long count() {
        return timers().stream().mapToLong(Timer::count).sum();
    }

    private List<Timer> timers() {
        return List.copyOf(meters.find("http.server.requests").timers());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String model(String name, List<String> tags) {
        return LocalChain.chain()
                .ask("model", Map.of("name", name, "tags", tags))
                .get("model")
                .asText();
    }

    private static void await(String what, BooleanSupplier there) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (!there.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static JsonPath get(String path) {
        Response answer = given().get(API + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }
}
