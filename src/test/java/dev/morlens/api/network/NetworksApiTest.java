package dev.morlens.api.network;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.chain.TwoChains;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two networks in one process: each with its own accounts, and a way from one to the other. */
@QuarkusTest
@TestProfile(TwoChains.Profile.class)
class NetworksApiTest {

    @BeforeEach
    void bothCaughtUp() throws InterruptedException {
        caughtUp(TwoChains.HERE);
        caughtUp(TwoChains.THERE);
    }

    private static void caughtUp(String network) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!"agrees".equals(given().get("/api/v1/" + network + "/status").path("completeness"))) {
            assertThat(Instant.now()).as(network + " is caught up").isBefore(deadline);
            Thread.sleep(100);
        }
    }

    @Test
    void bothAreListedAndEachAnswersForItself() {
        given().get("/api/v1/networks").then().statusCode(200).body("items.name", contains("here", "there"));
        compare(TwoChains.HERE, TwoChains.here());
        compare(TwoChains.THERE, TwoChains.there());
        String path = "/addresses/" + TwoChains.onlyThere();
        given().get("/api/v1/here" + path).then().body("total", equalTo("0"));
        given().get("/api/v1/there" + path).then().body("total", equalTo("7000000000000000000"));
    }

    private static void compare(String network, DevChain chain) {
        JsonNode truth = chain.truth();
        given().get("/api/v1/" + network + "/sessions")
                .then()
                .statusCode(200)
                .body("asOf.blockHash", equalTo(truth.get("blockHash").asText()));
    }

    @Test
    void morOnTheOtherNetworkIsFoundAndTheWayThereShown() throws InterruptedException {
        String address = TwoChains.onlyThere();
        JsonPath diagnosis = diagnose(TwoChains.HERE, address);
        assertThat(diagnosis.getList("findings.code")).containsExactly("MOR_ELSEWHERE");
        assertThat(diagnosis.getString("findings[0].amount")).isEqualTo("7000000000000000000");
        assertThat(diagnosis.getString("findings[0].evidence[0].href")).isEqualTo("/there/address/" + address);
        assertThat(diagnosis.getList("findings[0].actions.kind")).contains("check");
        assertThat(diagnose(TwoChains.THERE, address).getList("findings.code")).isEmpty();
    }

    private static JsonPath diagnose(String network, String address) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (true) {
            JsonPath answer = given().get("/api/v1/" + network + "/addresses/" + address + "/diagnosis")
                    .jsonPath();
            if (!answer.getList("findings.code").contains("CHAIN_NOT_ASKED")) {
                return answer;
            }
            assertThat(Instant.now()).as(answer.prettify()).isBefore(deadline);
            Thread.sleep(200);
        }
    }

    @Test
    void theHeaderLeadsToTheSameAddressOnTheOtherNetwork() {
        String address = TwoChains.onlyThere();
        given().get("/here/address/" + address)
                .then()
                .statusCode(200)
                .body(containsString("<a href=\"/there/address/" + address + "\" >There chain</a>"))
                .body(containsString("<a href=\"/here/address/" + address + "\" aria-current=\"true\">Here chain</a>"));
        given().get("/there/address/" + address).then().statusCode(200).body(containsString(">7.00<"));
        given().get("/here/models").then().body(containsString("href=\"/there/models\""));
    }

    @Test
    void anIdOfOneNetworkIsUnknownOnTheOther() {
        String session = given().get("/api/v1/here/sessions").path("items[0].id");
        given().get("/api/v1/here/sessions/" + session).then().statusCode(200);
        given().get("/api/v1/there/sessions/" + session).then().statusCode(404);
    }
}
