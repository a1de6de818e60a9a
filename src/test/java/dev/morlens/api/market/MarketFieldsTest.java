package dev.morlens.api.market;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every number that the market tells, in our own form and the consumer node's, is what viem decodes of the views. */
@QuarkusTest
class MarketFieldsTest extends HttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NODE = "/compat/local/blockchain";
    private static final double CLOSE = 1e-9;

    private JsonNode truth;
    private JsonNode models;

    @BeforeEach
    void atTheHead() throws InterruptedException {
        LocalChain.chain().mine(1);
        truth = LocalChain.chain().ask("market", Map.of());
        models = LocalChain.chain().truth().get("models");
        long head = truth.get("block").asLong();
        marketReaches(() -> head);
    }

    @Test
    void modelsFieldsAreTheContracts() {
        JsonNode items = get(API + "/models?state=all&limit=500").get("items");
        assertThat(items.size()).isEqualTo(models.size());
        assertThat(models)
                .as("that swapped fields would show")
                .anySatisfy(one -> assertThat(one.get("stake")).isNotEqualTo(one.get("fee")));
        for (JsonNode item : items) {
            String id = item.get("id").asText();
            JsonNode told = models.get(id);
            List<JsonNode> bids = bids("modelId", id);
            List<JsonNode> active =
                    bids.stream().filter(MarketFieldsTest::isActive).toList();
            same(item, "owner", told, "owner");
            same(item, "stake", told, "stake");
            same(item, "fee", told, "fee");
            same(item, "ipfsCid", told, "ipfsCID");
            same(item, "deleted", told, "isDeleted");
            sameTime(item, "createdAt", told);
            assertThat(item.get("tagCount").asInt()).isEqualTo(told.get("tags").size());
            assertThat(item.get("activeBids").asInt()).isEqualTo(active.size());
            assertThat(item.get("providers").asLong())
                    .isEqualTo(active.stream()
                            .map(bid -> bid.get("provider"))
                            .distinct()
                            .count());
            assertThat(item.get("sessions").asLong()).isEqualTo(sum(pairs(bids), "totalCount"));
            assertThat(item.path("lowestPricePerSecond").asText(""))
                    .isEqualTo(active.stream()
                            .map(bid -> new BigInteger(bid.get("pricePerSecond").asText()))
                            .min(BigInteger::compareTo)
                            .map(String::valueOf)
                            .orElse(""));
            assertThat(get(API + "/models/" + id).get("stake")).isEqualTo(item.get("stake"));
        }
    }

    @Test
    void bidsFieldsAreTheContracts() {
        int seen = 0;
        for (String model : names(models)) {
            for (JsonNode item :
                    get(API + "/models/" + model + "/bids?state=all&limit=500").get("items")) {
                JsonNode told = truth.get("bids").get(item.get("id").asText());
                same(item, "provider", told, "provider");
                same(item, "modelId", told, "modelId");
                same(item, "pricePerSecond", told, "pricePerSecond");
                same(item, "nonce", told, "nonce");
                sameTime(item, "createdAt", told);
                sameTime(item, "deletedAt", told);
                assertThat(item.get("active").asBoolean()).isEqualTo(isActive(told));
                compareRecord(item, List.of(pair(told)));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(truth.get("bids").size());
    }

    @Test
    void providersFieldsAreTheContracts() {
        long now = seconds(get(API + "/providers?state=all&limit=1").get("asOf"), "timestamp");
        JsonNode items = get(API + "/providers?state=all&limit=500").get("items");
        assertThat(items.size()).isEqualTo(truth.get("providers").size());
        for (JsonNode item : items) {
            String address = item.get("address").asText();
            JsonNode told = truth.get("providers").get(address);
            same(item, "stake", told, "stake");
            same(item, "deleted", told, "isDeleted");
            same(item, "limitPeriodEarned", told, "limitPeriodEarned");
            sameTime(item, "createdAt", told);
            sameTime(item, "limitPeriodEnd", told);
            BigInteger used =
                    now > told.get("limitPeriodEnd").asLong() ? BigInteger.ZERO : amount(told, "limitPeriodEarned");
            assertThat(amount(item, "limitUsed")).isEqualTo(used);
            assertThat(amount(item, "limitLeft"))
                    .isEqualTo(amount(told, "stake").subtract(used).max(BigInteger.ZERO));
            List<JsonNode> bids = bids("provider", address);
            assertThat(item.get("activeBids").asLong())
                    .isEqualTo(bids.stream().filter(MarketFieldsTest::isActive).count());
            compareRecord(item, pairs(bids));
            for (JsonNode model : get(API + "/providers/" + address).get("models")) {
                JsonNode pair = truth.get("pairStats").get(model.get("modelId").asText() + ' ' + address);
                compareRecord(model, List.of(pair));
                assertThat(model.get("served").asLong())
                        .isEqualTo(pair.get("totalDuration").asLong());
            }
        }
        assertThat(items)
                .anySatisfy(item -> assertThat(amount(item, "limitUsed")).isPositive());
        assertThat(items)
                .anySatisfy(item ->
                        assertThat(item.path("tokensPerSecond").asDouble()).isPositive());
    }

    @Test
    void consumerNodesFormsAreTheContracts() {
        JsonNode given = get(NODE + "/models?limit=255").get("models");
        assertThat(given).isNotEmpty();
        for (JsonNode model : given) {
            String id = model.get("Id").asText();
            Map.of("IpfsCID", "ipfsCID", "Fee", "fee", "Stake", "stake", "Owner", "owner", "CreatedAt", "createdAt")
                    .forEach((ours, theirs) -> same(model, ours, models.get(id), theirs));
            same(model, "IsDeleted", models.get(id), "isDeleted");
            for (JsonNode bid : get(NODE + "/models/" + id + "/bids?limit=255").get("bids")) {
                JsonNode told = truth.get("bids").get(bid.get("Id").asText());
                same(bid, "ModelAgentId", told, "modelId");
                for (String field : List.of("provider", "pricePerSecond", "nonce", "createdAt", "deletedAt")) {
                    same(bid, field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1), told, field);
                }
            }
        }
        JsonNode providers = get(NODE + "/providers?limit=255").get("providers");
        assertThat(providers.size()).isEqualTo(truth.get("activeProviders").size());
        Set<String> active = new HashSet<>();
        truth.get("activeProviders").forEach(one -> active.add(one.asText()));
        for (String address : active) {
            JsonNode told = truth.get("providers").get(address);
            assertThat(providers)
                    .filteredOn(one -> one.get("Address").asText().equalsIgnoreCase(address))
                    .singleElement()
                    .satisfies(one -> {
                        same(one, "Stake", told, "stake");
                        same(one, "CreatedAt", told, "createdAt");
                        same(one, "IsDeleted", told, "isDeleted");
                    });
        }
    }

    /** Counts, rate and means: of several models each counts by its undisputed sessions. */
    private static void compareRecord(JsonNode item, List<JsonNode> pairs) {
        long all = sum(pairs, "totalCount");
        long undisputed = sum(pairs, "successCount");
        assertThat(item.get("sessions").asLong()).isEqualTo(all);
        assertThat(item.get("successes").asLong()).isEqualTo(undisputed);
        assertThat(item.has("successRate")).isEqualTo(all > 0);
        assertThat(item.has("tokensPerSecond")).isEqualTo(undisputed > 0);
        assertThat(item.has("timeToFirstToken")).isEqualTo(undisputed > 0);
        if (undisputed > 0) {
            near(item, "successRate", (double) undisputed / all);
            near(item, "tokensPerSecond", weighted(pairs, "tpsScaled1000") / undisputed / 1_000);
            near(item, "timeToFirstToken", weighted(pairs, "ttftMs") / undisputed);
        }
    }

    private static double weighted(List<JsonNode> pairs, String measure) {
        return pairs.stream()
                .mapToDouble(pair -> pair.get(measure).get("mean").asDouble()
                        * pair.get("successCount").asDouble())
                .sum();
    }

    private static void near(JsonNode item, String field, double told) {
        assertThat(item.get(field).asDouble())
                .as(field)
                .isCloseTo(told, offset(Math.max(CLOSE, Math.abs(told) * CLOSE)));
    }

    private static void same(JsonNode ours, String field, JsonNode theirs, String named) {
        assertThat(ours.get(field).asText())
                .as(field)
                .isEqualToIgnoringCase(theirs.get(named).asText());
    }

    /** An instant of ours, a number of seconds of theirs: 0 for none. */
    private static void sameTime(JsonNode ours, String field, JsonNode theirs) {
        assertThat(seconds(ours, field)).as(field).isEqualTo(theirs.get(field).asLong());
    }

    private List<JsonNode> bids(String by, String value) {
        List<JsonNode> found = new ArrayList<>();
        truth.get("bids").forEach(bid -> {
            if (bid.get(by).asText().equals(value)) {
                found.add(bid);
            }
        });
        return found;
    }

    private JsonNode pair(JsonNode bid) {
        return truth.get("pairStats")
                .get(bid.get("modelId").asText() + ' ' + bid.get("provider").asText());
    }

    private List<JsonNode> pairs(List<JsonNode> bids) {
        Map<String, JsonNode> once = new TreeMap<>();
        bids.forEach(bid ->
                once.put(bid.get("modelId").asText() + bid.get("provider").asText(), pair(bid)));
        return List.copyOf(once.values());
    }

    private static boolean isActive(JsonNode bid) {
        return bid.get("deletedAt").asLong() == 0;
    }

    private static long sum(List<JsonNode> pairs, String count) {
        return pairs.stream().mapToLong(pair -> pair.get(count).asLong()).sum();
    }

    private static BigInteger amount(JsonNode json, String field) {
        return new BigInteger(json.get(field).asText());
    }

    /** 0 if there is none. */
    private static long seconds(JsonNode json, String field) {
        return json.has(field) ? Instant.parse(json.get(field).asText()).getEpochSecond() : 0;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode get(String path) {
        String body = given().get(path).then().statusCode(200).extract().asString();
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(path + " answers no JSON: " + body, e);
        }
    }
}
