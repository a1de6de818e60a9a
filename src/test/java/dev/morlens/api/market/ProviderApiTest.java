package dev.morlens.api.market;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.web.part.MorText;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers and bids over HTTP, against what the contract's views say of every session. */
@QuarkusTest
class ProviderApiTest extends HttpTest {

    @BeforeEach
    void waitForTheMarket() throws InterruptedException {
        marketCaughtUp();
    }

    /** A provider's sessions added up from the contract's views. */
    private record Sum(long opened, long open, BigInteger claimed, BigInteger due) {

        static final Sum NOTHING = new Sum(0, 0, BigInteger.ZERO, BigInteger.ZERO);

        static Sum of(JsonNode session) {
            boolean closed = session.get("state").asText().equals("closed");
            BigInteger paid =
                    new BigInteger(session.get("providerWithdrawnAmount").asText());
            BigInteger reward = new BigInteger(session.get("providerReward").asText());
            return new Sum(1, closed ? 0 : 1, paid, closed ? reward.subtract(paid) : BigInteger.ZERO);
        }

        Sum plus(Sum other) {
            return new Sum(opened + other.opened, open + other.open, claimed.add(other.claimed), due.add(other.due));
        }

        static Sum told(JsonPath provider) {
            return new Sum(
                    provider.getLong("sessionsOpened"),
                    provider.getLong("sessionsOpen"),
                    new BigInteger(provider.getString("earnings.claimed")),
                    new BigInteger(provider.getString("earnings.due")));
        }
    }

    @Test
    void everyProvidersSessionsAndEarningsAreTheContracts() {
        Map<String, Sum> byProvider = new TreeMap<>();
        Map<String, Long> byBid = new TreeMap<>();
        LocalChain.chain().truth().get("sessions").forEach(session -> {
            byProvider.merge(session.get("provider").asText(), Sum.of(session), Sum::plus);
            byBid.merge(session.get("bidId").asText(), 1L, Long::sum);
        });
        List<String> all = get("/providers?state=all&limit=500").getList("items.address");
        assertThat(all).containsAll(byProvider.keySet());
        for (String provider : all) {
            JsonPath told = get("/providers/" + provider);
            assertThat(Sum.told(told)).as(provider).isEqualTo(byProvider.getOrDefault(provider, Sum.NOTHING));
            List<Map<String, Object>> bids = told.getList("bids");
            bids.forEach(bid -> assertThat(((Number) bid.get("sessionsOpened")).longValue())
                    .as(String.valueOf(bid.get("id")))
                    .isEqualTo(byBid.getOrDefault(bid.get("id"), 0L)));
        }
        assertThat(byProvider.values())
                .anySatisfy(sum -> assertThat(sum.claimed()).isPositive());
        assertThat(byProvider.values()).anySatisfy(sum -> assertThat(sum.due()).isPositive());
        assertThat(byProvider.values()).anySatisfy(sum -> assertThat(sum.open()).isPositive());
    }

    @Test
    void aProviderThatDeregisteredWithoutEverBiddingIsListed() throws InterruptedException {
        String passing = LocalChain.chain()
                .ask("provider", Map.of("deregister", true))
                .get("provider")
                .asText();
        Instant deadline = Instant.now().plusSeconds(60);
        while (given().get(API + "/providers/" + passing).statusCode() != 200) {
            assertThat(Instant.now()).as("waiting for the provider").isBefore(deadline);
            Thread.sleep(200);
        }
        JsonPath told = get("/providers/" + passing);
        assertThat(told.getBoolean("deleted")).isTrue();
        assertThat(told.getList("bids")).isEmpty();
        assertThat(get("/providers?state=deleted&limit=500").getList("items.address", String.class))
                .contains(passing);
        assertThat(get("/providers?limit=500").getList("items.address", String.class))
                .doesNotContain(passing);
        assertThat(page("/provider/" + passing)).contains("deregistered");
        assertThat(page("/providers?state=all")).contains(passing);
        assertThat(get("/providers?state=all").getInt("unreadable")).isZero();
    }

    @Test
    void deregisteredProvidersRestIsSaidNotToComeBackByItself() throws InterruptedException {
        String left = LocalChain.chain()
                .scenario("retained-stake")
                .at("/made/provider")
                .asText();
        Instant deadline = Instant.now().plusSeconds(60);
        while (given().get(API + "/providers/" + left).statusCode() != 200
                || !get("/providers/" + left).getBoolean("deleted")) {
            assertThat(Instant.now()).as("waiting for the provider").isBefore(deadline);
            Thread.sleep(200);
        }
        assertThat(amount(get("/providers/" + left), "stake")).isPositive();
        assertThat(page("/provider/" + left))
                .contains("does not come back by itself", "only by registering again and deregistering after ")
                .doesNotContain("stays until that is over");
    }

    @Test
    void providersRecordIsThatOfItsModelsTogether() {
        JsonPath provider = busiest();
        List<Integer> sessions = provider.getList("models.sessions");
        assertThat(sessions.stream().mapToInt(Integer::intValue).sum()).isEqualTo(provider.getInt("sessions"));
        assertThat(provider.getDouble("successRate"))
                .isEqualTo(provider.getDouble("successes") / provider.getDouble("sessions"), within(1e-6));
        assertThat(provider.getDouble("tokensPerSecond")).isPositive();
        assertThat(provider.getDouble("timeToFirstToken")).isPositive();
        assertThat(amount(provider, "limitUsed").add(amount(provider, "limitLeft")))
                .isGreaterThanOrEqualTo(amount(provider, "stake"));
        List<String> created = provider.getList("bids.createdAt");
        assertThat(created).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(provider.getList("bids.findAll { it.active }").size()).isEqualTo(provider.getInt("activeBids"));
        assertThat(get("/providers?state=all&limit=1").getMap("items[0]")).doesNotContainKeys("bids", "models", "asOf");
    }

    @Test
    void providersBidsCanBeGoneThroughAndFiltered() {
        String path = "/providers/" + busiest().getString("address") + "/bids";
        JsonPath whole = get(path + "?limit=500");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath part = get(path + "?limit=1" + cursor);
            paged.addAll(part.getList("items.id"));
            cursor = part.getString("nextCursor") == null ? null : "&cursor=" + part.getString("nextCursor");
        }
        assertThat(paged).isEqualTo(whole.getList("items.id"));
        assertThat(get(path + "?state=active").getList("items.active", Boolean.class))
                .doesNotContain(false);
        String model = whole.getString("items[0].modelId");
        assertThat(get(path + "?model=" + model).getList("items.modelId", String.class))
                .containsOnly(model);
        assertThat(given().get(API + path + "?model=x").statusCode()).isEqualTo(400);
        assertThat(given().get(API + path + "?state=x").statusCode()).isEqualTo(400);
    }

    @Test
    void bidTellsItsHistoryAndItsSessions() {
        JsonPath bid = get("/bids/" + busiest().getString("bids[0].id"));
        List<String> history = bid.getList("history.id");
        assertThat(history).contains(bid.getString("id"));
        assertThat(bid.getList("history.findAll { it.active }").size()).isLessThanOrEqualTo(1);
        assertThat(bid.getList("history.findAll { !it.active }.deletedAt", String.class))
                .doesNotContainNull();
        for (String past : history) {
            JsonPath one = get("/bids/" + past);
            List<String> opened = get("/sessions?limit=500&bid=" + past).getList("items.bidId");
            assertThat(opened).hasSize(one.getInt("sessionsOpened"));
            assertThat(one.getString("modelId")).isEqualTo(bid.getString("modelId"));
        }
        assertThat(given().queryParam("q", bid.getString("id"))
                        .get("/api/v1/search")
                        .jsonPath()
                        .getString("items[0].kind"))
                .isEqualTo("bid");
    }

    @Test
    void pagesSayTheSameAndLeadToOneAnother() {
        JsonPath provider = busiest();
        String address = provider.getString("address");
        String bid = provider.getString("bids[0].id");
        assertThat(page("/providers")).contains("/local/provider/");
        assertThat(page("/providers?state=all")).contains("/local/provider/" + address);
        assertThat(page("/provider/" + address))
                .contains("/local/bid/" + bid, "/local/model/" + provider.getString("bids[0].modelId"))
                .contains(provider.getInt("successes") + " of its " + provider.getInt("sessions") + " closed sessions")
                .contains("title=\"" + mor(provider, "earnings.claimed") + " MOR\"")
                .contains("title=\"" + mor(provider, "earnings.due") + " MOR\"");
        assertThat(page("/provider/" + address + "/sessions"))
                .contains("/local/session/", "/local/provider/" + address);
        assertThat(page("/bid/" + bid)).contains("/local/provider/" + address, "What this provider asked");
        assertThat(page("/bid/" + bid + "/sessions")).contains("/local/bid/" + bid);
        String session = get("/sessions?limit=1").getString("items[0].id");
        assertThat(page("/session/" + session)).contains("/local/bid/0x", "/local/model/0x", "/local/provider/0x");
        for (String path :
                List.of("/provider/0x00000000000000000000000000000000000000aa", "/bid/0x" + "00".repeat(32))) {
            assertThat(given().accept("text/html").get("/local" + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : List.of("/provider/x", "/bid/x", "/providers?state=x", "/providers?cursor=x")) {
            assertThat(given().accept("text/html").get("/local" + path).statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    /** The one with most undisputed sessions. */
    private static JsonPath busiest() {
        JsonPath all = get("/providers?state=all&limit=500");
        List<String> addresses = all.getList("items.address");
        return addresses.stream()
                .map(address -> get("/providers/" + address))
                .max(Comparator.comparingInt(one -> one.getInt("successes")))
                .orElseThrow();
    }

    private static BigInteger amount(JsonPath json, String path) {
        return new BigInteger(json.getString(path));
    }

    private static String mor(JsonPath json, String path) {
        return MorText.of(Wei.of(amount(json, path))).exact();
    }

    private static String page(String path) {
        return given().get("/local" + path).then().statusCode(200).extract().asString();
    }

    private static JsonPath get(String path) {
        var answer = given().get(API + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }
}
