package dev.morlens.api.market;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The market over HTTP, on a real chain with a played history. */
@QuarkusTest
class MarketApiTest extends HttpTest {

    @BeforeEach
    void waitForTheMarket() throws InterruptedException {
        marketCaughtUp();
    }

    @Test
    void modelsAreTheContractsAndCanBeFilteredAndSorted() {
        var truth = LocalChain.chain().truth().get("models");
        List<String> all = get("/models?state=all&limit=500").getList("items.id");
        assertThat(all)
                .hasSize(truth.size())
                .allSatisfy(id -> assertThat(truth.has(id)).isTrue());
        List<Integer> providers = get("/models?limit=500").getList("items.providers");
        assertThat(providers).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        List<String> prices = get("/models?sort=price&limit=500").getList("items.lowestPricePerSecond");
        assertThat(prices.stream().filter(price -> price != null).map(BigInteger::new))
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.naturalOrder());
        String name = get("/models?limit=1").getString("items[0].name");
        assertThat(given().queryParam("text", name.toUpperCase(Locale.ROOT))
                        .get(API + "/models")
                        .jsonPath()
                        .getList("items.name", String.class))
                .contains(name);
        assertThat(get("/models?tag=no-such-tag").getList("items")).isEmpty();
        String tag = get("/models?limit=500").getList("items.tags.flatten()", String.class).stream()
                .filter(one -> one.matches("[a-zA-Z]+"))
                .findFirst()
                .orElseThrow();
        assertThat(given().queryParam("tag", tag.toUpperCase(Locale.ROOT))
                        .get(API + "/models")
                        .jsonPath()
                        .getList("items.tags", List.class))
                .isNotEmpty()
                .allSatisfy(tags -> assertThat(tags).contains(tag));
        List<String> types = get("/models?limit=500").getList("items.type");
        for (String type : List.of("llm", "stt", "tts", "embedding", "unknown")) {
            assertThat(get("/models?limit=500&type=" + type).getList("items"))
                    .as(type)
                    .hasSize(Collections.frequency(types, type));
        }
    }

    /** The contract counts what was closed, and not what was settled. */
    @Test
    void modelsSortedBySessionsComeInTheOrderOfTheirClosedSessions() {
        Map<String, Long> closed = new HashMap<>();
        JsonPath all = get("/sessions?state=closed&limit=500");
        assertThat(all.getString("nextCursor")).isNull();
        List<Map<String, Object>> sessionsOf = all.getList("items");
        sessionsOf.stream()
                .filter(session -> session.get("closedBy").equals("close"))
                .forEach(session -> closed.merge(String.valueOf(session.get("modelId")), 1L, Long::sum));
        JsonPath models = get("/models?state=all&sort=sessions&limit=500");
        List<Integer> sessions = models.getList("items.sessions");
        List<String> ids = models.getList("items.id");
        assertThat(sessions).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(sessions.getFirst()).isPositive();
        for (int i = 0; i < ids.size(); i++) {
            assertThat(sessions.get(i).longValue()).as(ids.get(i)).isEqualTo(closed.getOrDefault(ids.get(i), 0L));
        }
        List<Integer> byPage = new ArrayList<>();
        String page = given().get("/local/models?sort=sessions").asString();
        ids.stream().filter(page::contains).forEach(id -> byPage.add(page.indexOf(id)));
        assertThat(byPage).as("places on the page").isNotEmpty().isSorted();
    }

    @Test
    void pagesTileTheList() {
        List<String> whole = get("/models?state=all&sort=name&limit=500").getList("items.id");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = get("/models?state=all&sort=name&limit=2" + cursor);
            paged.addAll(page.getList("items.id"));
            String next = page.getString("nextCursor");
            assertThat(given().get(API + "/models?cursor=" + next).statusCode()).isEqualTo(400);
            cursor = next == null ? null : "&cursor=" + next;
        }
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void bidsComeBestFirstWithTheirReasons() {
        String model = get("/models?limit=1").getString("items[0].id");
        JsonPath bids = get("/models/" + model + "/bids?state=active");
        List<Float> scores = bids.getList("items.rating.score");
        assertThat(scores).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat((Integer) get("/models/" + model).get("activeBids")).isEqualTo(scores.size());
        String bid = bids.getString("items[0].id");
        JsonPath one = get("/bids/" + bid);
        assertThat(one.getString("modelId")).isEqualTo(model);
        assertThat(one.getString("asOf.blockHash")).startsWith("0x");
        String provider = one.getString("provider");
        assertThat(get("/providers/" + provider).getString("address")).isEqualTo(provider);
        assertThat(get("/providers").getList("items.address", String.class)).contains(provider);
    }

    @Test
    void whatIsUnknownOrMalformedIsSaid() {
        String nobody = "0x" + "00".repeat(31) + "77";
        for (String path : List.of("/models/" + nobody, "/bids/" + nobody, "/models/" + nobody + "/bids")) {
            assertThat(given().get(API + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(given().get(API + "/providers/0x00000000000000000000000000000000000000aa")
                        .statusCode())
                .isEqualTo(404);
        for (String path : List.of(
                "/models/1",
                "/models?sort=best",
                "/models?state=x",
                "/models?type=gpt",
                "/bids/zz",
                "/models?cursor=!!",
                "/models?tag=" + "x".repeat(101))) {
            assertThat(given().get(API + path).statusCode()).as(path).isEqualTo(400);
        }
    }

    @Test
    void pagesShowTheModelsAndWhyABidComesFirst() {
        String id = get("/models?limit=1").getString("items[0].id");
        String models = given().get("/local/models").asString();
        assertThat(models).contains("/local/model/" + id, "As of block");
        assertThat(given().get("/local/models?text=no+such+model").asString()).contains("No model has that");
        String model = given().get("/local/model/" + id).asString();
        assertThat(model).contains("success", get("/models/" + id + "/bids").getString("items[0].id"));
        String hostile =
                given().queryParam("text", "\"><script>").get("/local/models").asString();
        assertThat(hostile).doesNotContain("><script>").contains("&lt;script&gt;");
        assertThat(given().header("Accept", "text/html")
                        .get("/local/model/0x" + "00".repeat(32))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void searchFindsModelsByNameAndId() {
        JsonPath first = get("/models?sort=sessions&limit=1");
        String name = first.getString("items[0].name");
        String id = first.getString("items[0].id");
        for (String text : List.of(
                name,
                " " + name.charAt(0) + "\u200b" + name.substring(1) + "\n",
                id,
                id.substring(0, 30) + "\u00ad \n" + id.substring(30),
                "https://morlens.example/local/model/" + id)) {
            JsonPath found = given().queryParam("q", text).get("/api/v1/search").jsonPath();
            assertThat(found.getList("items.id", String.class)).as(text).contains(first.getString("items[0].id"));
            assertThat(found.getString("items[0].kind")).isEqualTo("model");
            assertThat(given().get(found.getString("items[0].href")).statusCode())
                    .isEqualTo(200);
        }
    }

    private static JsonPath get(String path) {
        var answer = given().get(API + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }
}
