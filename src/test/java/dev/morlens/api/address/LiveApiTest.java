package dev.morlens.api.address;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node says now, beside what the index says. */
@QuarkusTest
class LiveApiTest extends HttpTest {

    @Test
    void whatALiveAnswerKnowsIsWhatTheIndexSays() {
        int compared = 0;
        for (JsonNode sample : LocalChain.chain().samples()) {
            String path = API + "/addresses/" + sample.get("address").asText();
            JsonPath index = given().get(path + "?source=index").jsonPath();
            JsonPath live = given().get(path + "?source=live").jsonPath();
            assertThat(live.getString("asOf.source")).as(live.prettify()).isEqualTo("live");
            assertThat(live.getString("asOf.blockHash")).isEqualTo(index.getString("asOf.blockHash"));
            Map<String, Object> known = live.getMap("buckets");
            assertThat(known).containsKeys("wallet", "activeSessions", "onHold", "providerStake");
            for (Map.Entry<String, Object> bucket : known.entrySet()) {
                assertThat(bucket.getValue())
                        .as(bucket.getKey() + " of " + sample)
                        .isEqualTo(index.getMap("buckets").get(bucket.getKey()));
                compared++;
            }
            assertThat(live.getString("allowance")).matches("[0-9]+");
            boolean complete = live.getList("asOf.incomplete") == null;
            assertThat(live.getString("total")).isEqualTo(complete ? index.getString("total") : null);
        }
        assertThat(compared).isGreaterThan(40);
    }

    @Test
    void theSourcesAreRepresentationsOfTheirOwn() {
        String path = API + "/addresses/" + LocalChain.sample("claimable");
        String etag = given().get(path + "?source=live").header("ETag");
        assertThat(etag).isNotEqualTo(given().get(path + "?source=index").header("ETag"));
    }

    @Test
    void thePageStraightFromTheChainSaysSo() {
        given().get("/local/address/" + LocalChain.sample("claimable") + "?source=live")
                .then()
                .statusCode(200)
                .body(containsString("straight from the contracts, as this page's address asks"))
                .body(not(containsString("cannot be shown right now")))
                .body(containsString("can be claimed"));
    }

    @Test
    void anUnknownSourceOrALivePastIsRefused() {
        String path = API + "/addresses/" + LocalChain.sample("claimable");
        given().get(path + "?source=oracle").then().statusCode(400).body("errors[0].field", equalTo("source"));
        given().get(path + "?source=live&block=5").then().statusCode(400).body("errors[0].field", equalTo("source"));
    }
}
