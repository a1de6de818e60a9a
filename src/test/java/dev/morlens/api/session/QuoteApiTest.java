package dev.morlens.api.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.HttpTest;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.node.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QuoteApiTest extends HttpTest {

    private static final String NOBODY = "0x00000000000000000000000000000000000000aa";

    @Test
    void aModelsQuoteIsThatOfItsBestBid() {
        String model = model();
        JsonPath quote = get("/quotes?modelId=" + model + "&duration=600&address=" + NOBODY);
        String bid = get("/models/" + model + "/bids?state=active&limit=1").getString("items[0].id");
        assertThat(quote.getString("bid.id")).isEqualTo(bid);
        assertThat(quote.getString("why")).contains("rated best");
        assertThat(amount(quote, "cost"))
                .isEqualTo(amount(quote, "bid.pricePerSecond").multiply(BigInteger.valueOf(600)));
        assertThat(amount(quote, "minimumStake").add(amount(quote, "margin")))
                .isEqualTo(amount(quote, "suggestedStake"));
        assertThat(amount(quote, "margin")).isPositive();
        assertThat(quote.getList("endings.when")).containsExactly("half-way", "at-end", "after-midnight");
        assertThat(amount(quote, "endings[2].returnedAmount")).isEqualTo(amount(quote, "minimumStake"));
        assertThat(quote.getBoolean("wallet.affordable")).isFalse();
        assertThat(quote.getList("obstacles")).hasSize(3);
        JsonPath ofBid = get("/quotes?bidId=" + bid + "&duration=600");
        assertThat(ofBid.getString("why")).contains("asked for");
        assertThat(ofBid.getList("obstacles")).isEmpty();
    }

    @Test
    void whatTheContractRefusesIsAnObstacle() {
        String quotes = "/quotes?modelId=" + model();
        assertThat(get(quotes + "&duration=299").getString("obstacles[0]")).contains("SessionTooShort");
    }

    /** By the contract's own view of what a stake buys. */
    @Test
    void everyFigureOfAQuoteFollowsFromTheStakeItStandsWith() {
        for (boolean direct : List.of(false, true)) {
            JsonPath quote = get("/quotes?modelId=" + model() + "&duration=3600&directPayment=" + direct);
            BigInteger price = amount(quote, "bid.pricePerSecond");
            Instant now = Instant.parse(quote.getString("asOf.timestamp"));
            for (String which : List.of("minimum", "client", "suggested")) {
                String at = "stakes." + which + ".";
                long seconds = quote.getLong(at + "duration");
                assertThat(now.plusSeconds(seconds))
                        .as(which)
                        .isEqualTo(Instant.parse(quote.getString(at + "endsAt")))
                        .isEqualTo(endOf(quote, amount(quote, at + "stake")));
                assertThat(amount(quote, at + "cost")).isEqualTo(price.multiply(BigInteger.valueOf(seconds)));
                assertThat(quote.getString(at + "endings[1].closedAt")).isEqualTo(quote.getString(at + "endsAt"));
                BigInteger back = direct ? amount(quote, at + "cost") : BigInteger.ZERO;
                assertThat(amount(quote, at + "endings[2].returnedAmount").add(back))
                        .isEqualTo(amount(quote, at + "stake"));
            }
            assertThat(quote.getLong("stakes.minimum.duration")).isEqualTo(3600);
            assertThat(quote.getLong("stakes.suggested.duration")).isGreaterThan(3600);
            assertThat(quote.getMap("stakes.minimum")).containsEntry("stake", quote.getString("minimumStake"));
            assertThat(quote.getMap("stakes.suggested")).containsEntry("stake", quote.getString("suggestedStake"));
            assertThat(quote.getMap("stakes.client")).containsEntry("stake", quote.getString("clientStake"));
            for (String field : List.of("cost", "endsAt", "endings")) {
                assertThat(quote.<Object>get(field)).isEqualTo(quote.get("stakes.minimum." + field));
            }
        }
    }

    private static Instant endOf(JsonPath quote, BigInteger stake) {
        Wei price = Wei.of(quote.getString("bid.pricePerSecond"));
        Instant now = Instant.parse(quote.getString("asOf.timestamp"));
        return read(quote, views -> views.getSessionEnd(Wei.of(stake), price, now));
    }

    /** From the contract, at the block of an answer. */
    private static <T> T read(JsonPath quote, Function<SessionViews, View<T>> view) {
        Network network = LocalChain.chain().network("local");
        Node node = Nodes.connect(
                        NodeConfigs.fast(LocalChain.chain().rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        return new ViewReader(node)
                .read(
                        new BlockId.Hashed(Hash.of(quote.getString("asOf.blockHash"))),
                        view.apply(new SessionViews(network.diamond())));
    }

    @Test
    void aSessionLongerThanTheLongestIsQuotedAsTheLongest() {
        String quotes = "/quotes?modelId=" + model();
        long most = read(get(quotes + "&duration=600"), SessionViews::getMaxSessionDuration)
                .toSeconds();
        JsonPath longer = get(quotes + "&duration=" + (most + 1));
        JsonPath longest = get(quotes + "&duration=" + most);
        assertThat(longer.getLong("duration")).isEqualTo(most);
        assertThat(longer.getLong("askedDuration")).isEqualTo(most + 1);
        assertThat(longer.getList("obstacles")).isEmpty();
        assertThat(longer.getString("notes[0]"))
                .contains("longer than " + most + " seconds", (most + 1) + " asked for");
        for (String same : List.of("minimumStake", "suggestedStake", "cost", "endsAt")) {
            assertThat(longer.getString(same)).as(same).isEqualTo(longest.getString(same));
        }
        assertThat(longer.getLong("stakes.suggested.duration")).isEqualTo(most);
        assertThat(longest.getList("notes")).isEmpty();
        assertThat(longest.<Object>get("askedDuration")).isNull();
    }

    @Test
    void aWalletBetweenMinimumAndSuggestedIsToldSo() throws InterruptedException {
        String quotes = "/quotes?modelId=" + model() + "&duration=3600";
        JsonPath quote = get(quotes);
        BigInteger between = amount(quote, "minimumStake")
                .add(amount(quote, "suggestedStake"))
                .shiftRight(1);
        String wallet = LocalChain.chain()
                .ask("wallet", Map.of("amount", between.toString()))
                .get("wallet")
                .asText();
        LocalChain.chain().rpc("anvil_setBalance", wallet, "0xde0b6b3a7640000");
        LocalChain.chain().mine(1);
        String asked = quotes + "&address=" + wallet;
        await("the wallet's MOR", () -> amount(get(asked), "wallet.balance").equals(between));
        JsonPath judged = get(asked);
        assertThat(judged.getBoolean("wallet.affordable")).isTrue();
        assertThat(judged.getBoolean("stakes.minimum.affordable")).isTrue();
        assertThat(judged.getBoolean("stakes.suggested.affordable")).isFalse();
        assertThat(judged.getList("obstacles")).isEmpty();
        assertThat(judged.getString("notes[0]")).contains("minimum stake, but not the suggested", "MOR too little");
        String page = given().get("/local/calculator?duration=1&unit=hours&model=" + model() + "&address=" + wallet)
                .asString();
        assertThat(page)
                .contains("can afford the minimum, but not the suggested stake")
                .doesNotContain("This wallet can afford it.", "cannot open it");
    }

    @Test
    void aBidDeletedJustNowIsQuotedAsDeletedAndAllOfTheQuoteIsOfTheNewestBlock() throws InterruptedException {
        var chain = LocalChain.chain();
        String bid =
                chain.ask("bid", Map.of("price", "20000000000000")).get("bid").asText();
        await("the bid", () -> given().get(API + "/bids/" + bid).statusCode() == 200);
        JsonPath known = get("/bids/" + bid);
        assertThat(get("/quotes?bidId=" + bid).getList("obstacles")).isEmpty();
        Map<String, String> again = Map.of(
                "price",
                "30000000000000",
                "provider",
                known.getString("provider"),
                "model",
                known.getString("modelId"));
        long head = chain.ask("bid", again).get("head").asLong();
        await("the index", () -> get("/status").getLong("asOf.blockNumber") >= head);
        JsonPath quote = get("/quotes?bidId=" + bid);
        assertThat(quote.getLong("asOf.blockNumber")).isEqualTo(head);
        assertThat(quote.getBoolean("bid.active")).isFalse();
        assertThat(quote.getString("obstacles[0]")).contains("SessionBidNotFound");
        Instant now = Instant.parse(quote.getString("asOf.timestamp"));
        assertThat(Instant.parse(quote.getString("validUntil")))
                .isAfter(now)
                .isBeforeOrEqualTo(now.plusSeconds(86_400));
        assertThat(Instant.parse(quote.getString("endsAt"))).isEqualTo(now.plusSeconds(3_600));
    }

    @Test
    void whoseBestBidWasDeletedJustNowIsQuotedTheNextBest() throws InterruptedException {
        String model = made("model", Map.of("name", "priced twice"), "model");
        String best = made("provider", Map.of("endpoint", "best.example:1"), "provider");
        String first = bid(model, best, "20000000000000");
        String second =
                bid(model, made("provider", Map.of("endpoint", "next.example:1"), "provider"), "30000000000000");
        await("both bids", () -> given().get(API + "/bids/" + second).statusCode() == 200);
        String asked = "/quotes?modelId=" + model;
        assertThat(get(asked).getString("bid.id")).isEqualTo(first);
        bid(model, best, "90000000000000");
        long head = LocalChain.chain().ask("mine", Map.of()).get("head").asLong();
        await("the index", () -> get("/status").getLong("asOf.blockNumber") >= head);
        JsonPath quote = get(asked);
        assertThat(quote.getString("bid.id")).isEqualTo(second);
        assertThat(quote.getBoolean("bid.active")).isTrue();
        assertThat(quote.getList("obstacles")).isEmpty();
        assertThat(amount(quote, "bid.pricePerSecond")).isEqualTo(new BigInteger("30000000000000"));
        assertThat(quote.getLong("marketAsOf.blockNumber")).isLessThanOrEqualTo(quote.getLong("asOf.blockNumber"));
    }

    private static String bid(String model, String provider, String price) {
        return made("bid", Map.of("price", price, "provider", provider, "model", model), "bid");
    }

    private static String made(String what, Map<String, ?> of, String named) {
        return LocalChain.chain().ask(what, of).get(named).asText();
    }

    private static void await(String what, BooleanSupplier there) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!there.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    @Test
    void whatIsUnknownOrMalformedIsSaid() {
        String model = "/quotes?modelId=" + model();
        for (String path : List.of(
                "/quotes",
                model + "&bidId=" + model(),
                model + "&duration=0",
                model + "&directPayment=1",
                model + "&address=1")) {
            assertThat(given().get(API + path).statusCode()).as(path).isEqualTo(400);
        }
        assertThat(given().get(API + "/quotes?modelId=0x" + "00".repeat(32)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void knownBodiesArePreviewedAndRefusedInTheGatewaysForm() {
        String model = model();
        String bid = get("/models/" + model + "/bids?state=active&limit=1").getString("items[0].id");
        for (String path :
                List.of("models/" + model + "/session", "modelsession?model_id=" + model, "bidsession?bid_id=" + bid)) {
            JsonPath quote = new JsonPath(preview(path, "{\"sessionDuration\":600,\"failover\":true}", 200));
            assertThat(quote.getLong("duration")).isEqualTo(600);
            assertThat(quote.getString("bid.id")).isEqualTo(bid);
        }
        JsonPath poor = new JsonPath(preview(
                "modelsession?model_id=" + model + "&address=0x00000000000000000000000000000000000000aa", "{}", 200));
        assertThat(poor.getBoolean("wallet.affordable")).isFalse();
        assertThat(poor.getList("obstacles")).isNotEmpty();
        JsonPath nobody = new JsonPath(preview("bidsession?bid_id=" + bid + "&address=me", "{}", 422));
        assertThat(nobody.getList("detail[0].loc")).isEqualTo(List.of("query", "address"));
        JsonPath wrong = new JsonPath(preview("modelsession?model_id=" + model, "{\"sessionDuration\":\"1h\"}", 422));
        assertThat(wrong.getList("detail[0].loc")).isEqualTo(List.of("body", "sessionDuration"));
        assertThat(wrong.getString("detail[0].type")).isEqualTo("value_error");
        JsonPath missing = new JsonPath(preview("bidsession", "{}", 422));
        assertThat(missing.getList("detail[0].loc")).isEqualTo(List.of("query", "bid_id"));
    }

    @Test
    void brokenBodiesAndUnknownIdsAreRefusedInTheGatewaysForm() {
        String known = model();
        String nobody = "0x" + "00".repeat(32);
        for (String body : List.of("{", "[]", "\"x\"", "{\"sessionDuration\":}", "[".repeat(5_000))) {
            for (String path : List.of("modelsession?model_id=" + known, "models/" + known + "/session")) {
                JsonPath broken = new JsonPath(preview(path, body, 422));
                assertThat(broken.getList("detail[0].loc")).isEqualTo(List.of("body"));
                assertThat(broken.getString("detail[0].type")).isEqualTo("json_invalid");
            }
        }
        for (String field : List.of("model_id", "bid_id")) {
            String path = field.replace("_id", "session?") + field + "=" + nobody;
            JsonPath unknown = new JsonPath(preview(path, "{}", 404));
            assertThat(unknown.getList("detail[0].loc")).isEqualTo(List.of("query", field));
            assertThat(unknown.getString("detail[0].msg")).contains(nobody);
            assertThat(unknown.getString("detail[0].type")).isEqualTo("not_found");
            String malformed = preview(path.replace(nobody, "1"), "{}", 422);
            assertThat(new JsonPath(malformed).getList("detail[0].loc")).isEqualTo(List.of("query", field));
        }
        preview("modelsession?model_id=" + known, "", 200);
    }

    /** By the same stake terms as others: the contract takes the stipend's seconds, and their price out of the stake. */
    @Test
    void quotedDirectPaymentOpensExactlyWhatItSays() {
        JsonPath quote = get("/quotes?modelId=" + model() + "&duration=900&directPayment=true");
        assertThat(quote.getBoolean("directPayment")).isTrue();
        assertThat(amount(quote, "minimumStake")).isGreaterThan(amount(quote, "cost"));
        BigInteger held = amount(quote, "endings[2].returnedAmount").add(amount(quote, "cost"));
        assertThat(held).isEqualTo(amount(quote, "minimumStake"));
        BigInteger least = amount(quote, "minimumStake");
        var opened = LocalChain.chain()
                .ask(
                        "openings",
                        Map.of(
                                "bid", quote.getString("bid.id"),
                                "stakes",
                                        List.of(
                                                least.toString(),
                                                least.subtract(BigInteger.ONE).toString()),
                                "direct", true));
        assertThat(opened.get("seconds")).hasToString("[900,899]");
    }

    private static String preview(String path, String body, int status) {
        return given().contentType("application/json")
                .body(body)
                .post(API + "/previews/" + path)
                .then()
                .statusCode(status)
                .extract()
                .asString();
    }

    private static String model() {
        return get("/models?limit=1").getString("items[0].id");
    }

    private static BigInteger amount(JsonPath json, String path) {
        return new BigInteger(json.getString(path));
    }

    private static JsonPath get(String path) {
        return given().get(API + path).then().statusCode(200).extract().jsonPath();
    }
}
