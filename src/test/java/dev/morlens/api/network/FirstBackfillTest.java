package dev.morlens.api.network;

import static dev.morlens.http.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.testing.chain.UnreadChain;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A first backfill has begun, and no block is in the index yet: addresses are answered all the same, by the node. */
@QuarkusTest
@TestProfile(UnreadChain.Profile.class)
class FirstBackfillTest {

    private static final String API = "/api/v1/local/addresses/";
    private static final String STATUS = "/api/v1/local/status";

    @Test
    void whatTheNodeTellsBeforeAnythingIsIndexedIsWhatTheIndexTellsLater() throws InterruptedException {
        await(STATUS, status -> "backfilling".equals(status.getString("state")));
        Map<String, Map<String, Object>> told = new LinkedHashMap<>();
        for (JsonNode sample : UnreadChain.chain().samples()) {
            String address = sample.get("address").asText();
            JsonPath live = given().get(API + address).jsonPath();
            assertThat(live.getString("asOf.source")).as(live.prettify()).isEqualTo("live");
            assertThat(live.getBoolean("asOf.stale")).isFalse();
            assertThat(live.getList("asOf.incomplete", String.class)).contains("modelStake", "stakingPool");
            told.put(address, live.getMap("buckets"));
            explained(address);
        }
        assertThat(told).isNotEmpty();
        assertThat(given().get(STATUS).jsonPath().getMap("indexed"))
                .as("indexed meanwhile")
                .isNull();

        UnreadChain.goOn();
        await(STATUS, status -> "following".equals(status.getString("state")));
        for (Map.Entry<String, Map<String, Object>> before : told.entrySet()) {
            JsonPath now = await(API + before.getKey(), answer -> "index".equals(answer.getString("asOf.source")));
            Map<String, Object> buckets = now.getMap("buckets");
            assertThat(before.getValue())
                    .as(before.getKey())
                    .containsKeys("wallet", "activeSessions", "onHold", "providerStake")
                    .allSatisfy((bucket, amounts) -> assertThat(amounts).isEqualTo(buckets.get(bucket)));
        }
    }

    private static void explained(String address) {
        given().accept("text/html")
                .get("/local/address/" + address)
                .then()
                .statusCode(200)
                .body(containsString("straight from the contracts"))
                .body(containsString("own records are not complete yet"));
        JsonPath diagnosis = given().get(API + address + "/diagnosis").jsonPath();
        assertThat(diagnosis.getString("asOf.source")).isEqualTo("live");
        assertThat(diagnosis.getList("findings.code", String.class)).contains("INDEX_AWAY");
        for (String question : List.of("/actions", "/claim")) {
            assertThat(given().get(API + address + question).jsonPath().getString("asOf.source"))
                    .as(question)
                    .isEqualTo("live");
        }
    }
}
