package dev.morlens.api.dropin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the index alone answers in the consumer node's shapes, and what is refused. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class DropInSceneTest {

    private static final String BASE = "/compat/local/blockchain";
    private static final String OF_ANN = BASE + "/sessions/user?user=" + Cast.ANN;

    @Inject
    FakeStores stores;

    private Cast cast;

    @BeforeEach
    void act() {
        cast = Cast.act(SceneProfile.NETWORK);
        stores.down(false);
        stores.show(SceneProfile.NETWORK, cast.scene());
    }

    @Test
    void sessionsHaveTheNodesFieldsAndTheIndexsNumbers() {
        Response answer = given().get(OF_ANN);
        JsonNode sessions = Golden.holds("sessions", answer).get("sessions");
        assertThat(answer.header("X-Total-Count")).isEqualTo("5");
        assertThat(answer.header("X-Block-Number")).isNotEmpty();
        assertThat(sessions).hasSize(5);
        JsonNode running = sessions.get(0);
        assertThat(running.get("Id").asText()).isEqualTo(cast.running().toString());
        assertThat(running.get("Stake").bigIntegerValue()).hasToString("7125000000000000000");
        assertThat(running.get("ClosedAt").asLong()).isZero();
        assertThat(running.get("EndsAt").asLong() - running.get("OpenedAt").asLong())
                .isEqualTo(3_600);
        assertThat(sessions.get(1).get("ClosedAt").asLong()).isPositive();
        Golden.holds("sessions", given().get(BASE + "/sessions/provider?provider=" + Cast.PAT));
        JsonNode one = Golden.holds("session", given().get(BASE + "/sessions/" + cast.running()));
        assertThat(one.get("session")).isEqualTo(running);
        Golden.holds(
                "session",
                given().get(BASE + "/sessions/" + cast.running().toString().substring(2)));
    }

    @Test
    void listsCanBeGoneThroughFromBothEnds() {
        List<String> newest = ids("");
        assertThat(newest).hasSize(5).isEqualTo(ids("&order=desc"));
        assertThat(ids("&order=asc")).isEqualTo(newest.reversed()).isEqualTo(ids("&order=ASC"));
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < 6; offset += 2) {
            paged.addAll(ids("&limit=2&offset=" + offset));
        }
        assertThat(paged).isEqualTo(newest);
        assertThat(ids("&limit=0")).isEmpty();
        assertThat(ids("&offset=999999999")).isEmpty();
        assertThat(ids("&address=" + Cast.BEN)).as("user comes before address").isEqualTo(newest);
    }

    private static List<String> ids(String more) {
        Response answer = given().get(BASE + "/sessions/user/ids?user=" + Cast.ANN + more);
        assertThat(answer.header("X-Total-Count")).isEqualTo("5");
        List<String> ids = new ArrayList<>();
        Golden.holds("session-ids", answer).forEach(id -> ids.add(id.asText()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stakes/onhold", "/stakes/on-hold"})
    void stakesOnHoldAreToldApartByTime(String path) {
        JsonNode held = Golden.holds("onhold", given().get(BASE + path + "?iterations=20&address=" + Cast.ANN));
        assertThat(held.get("available").asText()).isEqualTo("319999000000000000000");
        assertThat(held.get("hold").asText()).isEqualTo("847140000000000000000");
    }

    @Test
    void theNodesOwnPathsAnswerForTheFirstNetwork() {
        JsonNode block = Golden.holds("latest-block", given().get("/blockchain/latestBlock"));
        assertThat(block.get("block").asLong()).isEqualTo(cast.scene().head().number());
        Response bare = given().get("/blockchain/sessions/user?limit=2&user=" + Cast.ANN);
        assertThat(bare.asString()).isEqualTo(given().get(OF_ANN + "&limit=2").asString());
        String ids = OF_ANN.replace("/user?", "/user/ids?");
        String etag = given().get(ids).header("ETag");
        assertThat(given().header("If-None-Match", etag).get(ids).statusCode()).isEqualTo(304);
        assertThat(given().auth()
                        .preemptive()
                        .basic("admin", "secret")
                        .get(OF_ANN)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void receiptsThatNoNodeTellsAreMissingAndNamed() {
        Response answer = given().get(OF_ANN);
        assertThat(answer.header("X-Incomplete")).isEqualTo("CloseoutReceipt");
        String etag = answer.header("ETag");
        Response again = given().header("If-None-Match", etag).get(OF_ANN);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("X-Incomplete")).isEqualTo("CloseoutReceipt");
        assertThat(answer.header("X-Block-Hash")).isNotEmpty();
        assertThat(answer.jsonPath().getList("sessions.CloseoutReceipt", String.class))
                .isNotEmpty()
                .containsOnly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions/user",
                "/sessions/user?user=0x1",
                "/sessions/user?user=0x00000000000000000000000000000000000000aa&limit=256",
                "/sessions/user?user=0x00000000000000000000000000000000000000aa&limit=-1",
                "/sessions/user?user=0x00000000000000000000000000000000000000aa&offset=1e3",
                "/sessions/user?user=0x00000000000000000000000000000000000000aa&offset=9999999999",
                "/sessions/user?user=0x00000000000000000000000000000000000000aa&order=newest",
                "/sessions/provider",
                "/sessions/user/ids",
                "/sessions/0x12",
                "/sessions/%00",
                "/balance",
                "/balance?address=%E2%80%AE",
                "/allowance?address=0x00000000000000000000000000000000000000aa",
                "/pool?address=hot",
                "/stakes/onhold",
                "/stakes/onhold?address=0x00000000000000000000000000000000000000aa&iterations=0",
                "/stakes/onhold?address=0x00000000000000000000000000000000000000aa&iterations=256",
                "/models?limit=all",
                "/models/1/bids",
                "/models/1/bids/rated",
                "/bids/zz",
                "/providers/0x1/bids",
                "/providers/0x1/bids/active"
            })
    void whatIsMalformedIsRefusedInTheNodesForm(String path) {
        Response answer = given().urlEncodingEnabled(false).get(BASE + path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(Golden.holds("error", answer).get("error").asText()).contains("expected");
    }

    @Test
    void whatIsUnknownIs404AndWhatCannotBeAskedIs503() {
        for (String path : List.of(
                BASE + "/sessions/0x" + "00".repeat(32),
                "/compat/nowhere/blockchain/latestBlock",
                BASE + "/nothing",
                "/blockchain/nothing")) {
            Response answer = given().accept("text/html").get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            Golden.holds("error", answer);
        }
        String address = "?address=" + Cast.ANN;
        for (String path : List.of("/balance" + address, "/pool" + address, "/sessions/budget", "/token/supply")) {
            Response answer = given().get(BASE + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            Golden.holds("error", answer);
        }
        stores.down(true);
        Golden.holds("error", given().get(OF_ANN));
        assertThat(given().get(OF_ANN).statusCode()).isEqualTo(503);
    }

    @Test
    void whatWouldSendATransactionIsRefusedWithWhatToAskInstead() {
        String id = "ab".repeat(32);
        assertRefused(given().post(BASE + "/models/0x" + id + "/session"), "/api/v1/local/previews/models/0x" + id);
        assertRefused(given().post(BASE + "/bids/" + id + "/session"), "/previews/bidsession?bid_id=0x" + id);
        assertRefused(given().post(BASE + "/sessions/0x" + id + "/close"), "/sessions/0x" + id + "/close-preview");
        assertRefused(given().post("/blockchain/stakes/withdraw"), "GET /api/v1/local/addresses/{address}/claim");
        assertRefused(given().post(BASE + "/approve?spender=x&amount=1"), "/api/v1/local/quotes");
        assertRefused(given().delete(BASE + "/providers/" + Cast.PAT), "/actions");
        assertRefused(given().contentType("application/json").body("{").post(BASE + "/send/mor"), "/actions");
        assertRefused(given().put(BASE + "/models"), "/actions");
        assertRefused(given().patch(BASE + "/%3Cscript%3E"), "/actions");
    }

    private static void assertRefused(Response answer, String instead) {
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(Golden.holds("error", answer).get("error").asText()).contains("no key", instead);
    }
}
