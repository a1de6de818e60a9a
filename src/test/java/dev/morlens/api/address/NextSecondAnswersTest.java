package dev.morlens.api.address;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.testing.server.McpSession;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the second in which a transaction lands decides, every form of an answer says what it is for, and what else then. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class NextSecondAnswersTest {

    /** Nobody of the other tests' cast: positions are kept. */
    private static final Address ANN = Scene.person(71);

    private static final Address PAT = Scene.person(73);
    private static final String API = "/api/v1/local/";
    private static final Instant END = Scene.START.plus(Duration.ofHours(1));
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Scene scene = new Scene("local");
    private SessionId session;

    /** A session that ends at {@link #END}, and another one closed early, whose hold is released at midnight. */
    private void at(Instant now) {
        scene.mint(ANN, Scene.milliMor(50_000));
        SessionId closed = scene.open(ANN, PAT, Scene.milliMor(20_000), Duration.ofHours(2));
        scene.close(closed, Scene.milliMor(19_990));
        session = scene.open(
                ANN, PAT, Scene.milliMor(20_000), Duration.between(scene.head().time(), END));
        scene.mine(now);
        stores.show("local", scene);
        landings.fire(new HeadChanged("local", scene.head(), Set.of(ANN, PAT)));
    }

    @Test
    void aClosePreviewBeforeTheEndNamesItsSecondAndWhatTheEndChanges() {
        at(END.minusSeconds(2));
        for (String path : new String[] {"sessions/%s/close-preview", "previews/pingsession/%s"}) {
            when().get(API + path.formatted(session))
                    .then()
                    .statusCode(200)
                    .body("computedFor", equalTo(END.minusSeconds(2).toString()))
                    .body("ifLater", hasSize(1))
                    .body("ifLater[0].computedFor", equalTo(END.toString()))
                    .body("ifLater[0].reached", equalTo("session-end"));
        }
        assertThat(page("/local/session/" + session))
                .contains(
                        "It matters in which second the close lands",
                        "In a block timestamped <time datetime=\"2026-11-20T11:00:00Z\">20 Nov 2026, 11:00:00 UTC</time> or later, the"
                                + " session has ended",
                        "20 Nov 2026, 10:59:58 UTC</time>, the earliest that the next block can have");
    }

    @Test
    void anHourBeforeNothingThatIsSaidDependsOnTheSecond() {
        at(Scene.START.plusSeconds(60));
        when().get(API + "sessions/" + session + "/close-preview")
                .then()
                .body("computedFor", equalTo("2026-11-20T10:01:00Z"))
                .body("closedAt", equalTo("2026-11-20T10:01:00Z"))
                .body("ifLater", empty());
        when().get(API + "addresses/" + ANN + "/actions").then().body("items.ifLater.flatten()", empty());
        when().get(API + "addresses/" + ANN + "/diagnosis").then().body("ifLater", empty());
        assertThat(page("/local/session/" + session)).doesNotContain("It matters in which second");
        assertThat(page("/local/address/" + ANN)).doesNotContain("That second is so near");
    }

    @Test
    void actionsBeforeTheEndSayWhatCanBeSentFromThenOn() {
        at(END.minusSeconds(1));
        String close = "items.find { it.kind == 'close-session' }.";
        when().get(API + "addresses/" + ANN + "/actions")
                .then()
                .body(close + "computedFor", equalTo(END.minusSeconds(1).toString()))
                .body(close + "calls", empty())
                .body(close + "ifLater", hasSize(1))
                .body(close + "ifLater[0].computedFor", equalTo(END.toString()))
                .body(close + "ifLater[0].calls", not(empty()))
                .body(close + "ifLater[0].blockedUntil", nullValue());
        assertThat(page("/local/address/" + ANN + "/actions"))
                .contains("11:00:00 UTC</time> or later", "It can be sent from then on.", "closeSession");
    }

    @Test
    void aClaimBeforeMidnightIsBlockedAndIsNotFromThenOn() {
        at(MIDNIGHT.minusSeconds(2));
        for (String answer : new String[] {"", "items.find { it.kind == 'claim-holds' }."}) {
            when().get(API + "addresses/" + ANN + (answer.isEmpty() ? "/claim" : "/actions"))
                    .then()
                    .body(answer + "blockedUntil", equalTo(MIDNIGHT.toString()))
                    .body(answer + "ifLater[0].computedFor", equalTo(MIDNIGHT.toString()))
                    .body(answer + "ifLater[0].blockedUntil", nullValue())
                    .body(answer + "ifLater[0].amount", equalTo("19990000000000000000"));
        }
    }

    @Test
    void aDiagnosisSaysWhatItFindsInASecondThatIsNear() {
        at(MIDNIGHT.minusSeconds(1));
        when().get(API + "addresses/" + ANN + "/diagnosis")
                .then()
                .body("computedFor", equalTo(MIDNIGHT.minusSeconds(1).toString()))
                .body("findings.code", hasItem("HOLD_LOCKED"))
                .body("ifLater", hasSize(1))
                .body("ifLater[0].computedFor", equalTo(MIDNIGHT.toString()))
                .body("ifLater[0].findings.code", hasItem("HOLD_CLAIMABLE"))
                .body("ifLater[0].findings.code", not(hasItem("HOLD_LOCKED")));
        assertThat(given().queryParam("format", "markdown")
                        .get(API + "addresses/" + ANN + "/diagnosis")
                        .asString())
                .contains(
                        "For transactions in a block timestamped 20 Nov 2026, 23:59:59 UTC, the earliest that the next block can have.",
                        "## In a block timestamped 21 Nov 2026, 00:00:00 UTC or later",
                        "No longer true: 19.99 MOR is held until",
                        "### 19.99 MOR can be claimed now");
        assertThat(page("/local/address/" + ANN))
                .contains(
                        "21 Nov 2026, 00:00:00 UTC</time> or later",
                        "That second is so near",
                        "19.99 MOR can be claimed now");
    }

    @Test
    void agentsAreToldTheSame() {
        at(END.minusSeconds(1));
        McpSession agent = McpSession.open();
        ObjectMapper json = new ObjectMapper();
        JsonNode explained = agent.call(
                        "explain_session", json.createObjectNode().put("sessionId", session.toString()))
                .at("/result/structuredContent/closePreview");
        assertThat(explained.get("computedFor").asText())
                .isEqualTo(END.minusSeconds(1).toString());
        assertThat(explained.at("/ifLater/0/reached").asText()).isEqualTo("session-end");
        JsonNode found = agent.call("where_is_my_mor", json.createObjectNode().put("address", ANN.toString()))
                .at("/result/structuredContent/diagnosis");
        assertThat(found.at("/ifLater/0/findings").findValuesAsText("code")).contains("SESSION_OVERDUE");
    }

    private static String page(String path) {
        return when().get(path).then().statusCode(200).extract().asString();
    }
}
