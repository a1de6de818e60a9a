package dev.morlens.api.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions' rules and previews over HTTP, on a real chain of the pool version. */
@QuarkusTest
class SessionApiTest extends HttpTest {

    @Test
    void previewOfAnOpenSessionAddsUpAndWasTried() {
        String user = LocalChain.sample("running session");
        String id = given().queryParam("state", "open")
                .get(API + "/addresses/" + user + "/sessions")
                .path("items[0].id");
        JsonPath preview = given().get(API + "/sessions/" + id + "/close-preview")
                .then()
                .statusCode(200)
                .body("sessionId", equalTo(id))
                .body("rule", equalTo("pool"))
                .body("dryRun.ok", equalTo(true))
                .header("Cache-Control", "no-cache")
                .extract()
                .jsonPath();
        BigInteger parts = wei(preview, "returnedAmount").add(wei(preview, "heldAmount"));
        assertThat(parts).isEqualTo(wei(preview, "terms.userStake"));
        assertThat(wei(preview, "terms.pricePerSecond").multiply(BigInteger.valueOf(preview.getLong("terms.seconds"))))
                .isEqualTo(wei(preview, "terms.stipend"));
        given().get(API + "/sessions/" + id).then().statusCode(200).body("rule", equalTo("pool"));
    }

    @Test
    void closedSessionHasItsRuleAndNoPreview() {
        List<String> ids = given().queryParam("state", "closed")
                .queryParam("limit", 500)
                .get(API + "/sessions")
                .jsonPath()
                .getList("items.id");
        String oldest = ids.getLast();
        given().get(API + "/sessions/" + oldest).then().statusCode(200).body("rule", equalTo("classic"));
        given().get(API + "/sessions/" + oldest + "/close-preview")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("sessionId"));
    }

    @Test
    void closedSessionTellsItsWholeLifeAndItsArithmetic() {
        JsonPath claimed =
                given().queryParam("state", "withdrawn").get(API + "/holds").jsonPath();
        String id = claimed.getString("items[0].sessionId");
        JsonPath session = given().get(API + "/sessions/" + id).jsonPath();
        assertThat(session.getString("holdState")).isEqualTo("withdrawn");
        assertThat(session.getString("holdWithdrawnTx")).isEqualTo(claimed.getString("items[0].withdrawnTx"));
        assertThat(session.getString("holdWithdrawnAt")).isEqualTo(claimed.getString("items[0].withdrawnAt"));
        assertThat(wei(session, "terms.pricePerSecond").multiply(BigInteger.valueOf(session.getLong("terms.seconds"))))
                .isEqualTo(wei(session, "terms.stipend"));
        assertThat(wei(session, "terms.userStake"))
                .isEqualTo(wei(session, "returnedAmount").add(wei(session, "heldAmount")));
        assertThat(session.getString("terms.stakeOfStipend")).isNull();
        JsonPath open = given().get(API + "/sessions/" + newest("open")).jsonPath();
        assertThat(open.getString("terms")).isNull();
        assertThat(open.getString("holdWithdrawnTx")).isNull();
        assertThat(given().get(API + "/sessions?state=closed").jsonPath().getString("items[0].terms"))
                .isNull();
    }

    @Test
    void sessionNamesItsModelOnceTheMarketHasBeenRead() throws InterruptedException {
        marketCaughtUp();
        String id = newest("open");
        JsonPath session = given().get(API + "/sessions/" + id).jsonPath();
        String name =
                given().get(API + "/models/" + session.getString("modelId")).path("name");
        assertThat(name).isNotBlank();
        assertThat(session.getString("modelName")).isEqualTo(name);
        String page = given().get("/local/session/" + id).asString();
        assertThat(page.replace("&#39;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&"))
                .contains("<dd>" + name + " <a");
    }

    @Test
    void pingTellsWhetherASessionIsAliveAndCouldBeClosed() {
        JsonPath alive = ping(newest("open"));
        assertThat(alive.getString("status")).isEqualTo("alive");
        assertThat(alive.getLong("secondsLeft")).isPositive();
        assertThat(alive.getBoolean("success")).isTrue();
        assertThat(alive.getBoolean("dryRun.ok")).isTrue();
        assertThat(alive.getString("message")).contains("runs until", "would succeed");
        assertThat(wei(alive, "returnedAmount").add(wei(alive, "heldAmount"))).isPositive();
        JsonPath expired = ping(newest("overdue"));
        assertThat(expired.getString("status")).isEqualTo("expired");
        assertThat(expired.getLong("secondsLeft")).isZero();
        assertThat(expired.getMap("dryRun")).containsKey("ok");
        JsonPath dead = ping(newest("closed"));
        assertThat(dead.getString("status")).isEqualTo("dead");
        assertThat(dead.getString("closedAt")).isNotEmpty();
        assertThat(dead.getMap("")).doesNotContainKeys("dryRun", "returnedAmount");
    }

    @Test
    void pingRefusesInTheGatewaysForm() {
        given().get(API + "/previews/pingsession/0x12")
                .then()
                .statusCode(422)
                .body("detail[0].loc", equalTo(List.of("path", "sessionId")));
        given().get(API + "/previews/pingsession/0x" + "00".repeat(32))
                .then()
                .statusCode(404)
                .body("detail[0].type", equalTo("not_found"));
    }

    private static JsonPath ping(String id) {
        return given().get(API + "/previews/pingsession/" + id)
                .then()
                .statusCode(200)
                .body("sessionId", equalTo(id))
                .extract()
                .jsonPath();
    }

    private static String newest(String state) {
        return given().queryParam("state", state).get(API + "/sessions").path("items[0].id");
    }

    @Test
    void claimOfReleasedHoldsIsTried() {
        given().get(API + "/addresses/" + LocalChain.sample("claimable") + "/claim")
                .then()
                .statusCode(200)
                .body("dryRun.ok", equalTo(true));
    }

    private static BigInteger wei(JsonPath json, String field) {
        return new BigInteger(json.getString(field));
    }
}
