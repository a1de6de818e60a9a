package dev.morlens.api.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SceneProfile.class)
class PastAnswersTest {

    private static final String ADDRESS = "/api/v1/local/addresses/" + ANN;
    private static final String PAGE = "/local/address/" + ANN;

    /** The scene's block before anything was closed, and the first one, which is final. */
    private static final int OPENED = 108;

    private static final int FIRST = 100;

    private static final int LAST_OF_THE_FIRST_SECOND = 104;

    /** One later: the first of the two sessions is closed. */
    private static final int LAST_OF_ITS_SECOND = 109;

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
        landings.fire(new HeadChanged("local", cast.scene().head(), Set.of()));
    }

    @Test
    void whatCameLaterHasNotHappenedInAPastPosition() {
        when().get(ADDRESS + "?block=" + OPENED)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-cache"))
                .body("asOf.blockNumber", equalTo(OPENED))
                .body("asOf.source", equalTo("index"))
                .body("verification", nullValue())
                .body("buckets.activeSessions.count", equalTo(2))
                .body("buckets.activeSessions.overdueCount", equalTo(0))
                .body("buckets.activeSessions.amount", equalTo("348660000000000000000"))
                .body("buckets.onHold.amount", equalTo("0"))
                .body("lastActivity.blockNumber", equalTo(OPENED));
    }

    /** Of five blocks with one second, too. */
    @Test
    void aTimeMeansTheLastBlockThatIsNotLater() {
        JsonPath byBlock = when().get(ADDRESS + "?block=" + LAST_OF_ITS_SECOND).jsonPath();
        assertThat(when().get(ADDRESS + "?block=" + OPENED).<String>path("asOf.timestamp"))
                .isEqualTo(byBlock.getString("asOf.timestamp"));
        String time = byBlock.getString("asOf.timestamp");
        JsonPath byTime = given().queryParam("at", time.replace("Z", ".900Z"))
                .get(ADDRESS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(byTime.getMap("")).isEqualTo(byBlock.getMap(""));
        given().queryParam("at", time.replace("Z", "+00:00"))
                .get(ADDRESS)
                .then()
                .statusCode(200);
    }

    /** Which may have more blocks to come: what is told of it is neither final nor to be kept. */
    @Test
    void theNewestBlocksSecondMeansTheNewestBlock() {
        String newest = when().get(ADDRESS).path("asOf.timestamp");
        for (String at : List.of(newest, newest.replace("Z", ".999Z"))) {
            given().queryParam("at", at)
                    .get(ADDRESS)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-cache"))
                    .body("asOf.blockNumber", equalTo((int) cast.scene().head().number()))
                    .body("asOf.finality", equalTo("latest"));
        }
    }

    @Test
    void aFinalBlocksAnswerIsAskedForAgainLikeAnyOther() {
        when().get(ADDRESS + "?block=" + FIRST)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-cache"))
                .header("X-Block-Number", equalTo(String.valueOf(FIRST)))
                .body("asOf.finality", equalTo("finalized"))
                .body("total", equalTo("0"));
    }

    @Test
    void pastListsShowWhatWasThereAndInTheStateOfThatTime() {
        when().get(ADDRESS + "/sessions?block=" + OPENED)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.state", everyItem(equalTo("open")))
                .body("items[0].closedAt", nullValue())
                .body("items[0].returnedAmount", nullValue());
        when().get(ADDRESS + "/holds?block=" + OPENED).then().statusCode(200).body("items", empty());
        when().get(ADDRESS + "/holds?block=" + (OPENED + 2))
                .then()
                .body("items.state", everyItem(equalTo("locked")))
                .body("items", hasSize(2))
                .body("items[0].withdrawnTx", nullValue());
        when().get(ADDRESS + "/movements?block=" + OPENED)
                .then()
                .body("items", not(empty()))
                .body("items.blockNumber", everyItem(lessThanOrEqualTo(OPENED)));
    }

    @Test
    void aPastListsCursorGoesOnAtThatMomentAndNoOther() {
        String cursor =
                when().get(ADDRESS + "/movements?limit=2&block=" + OPENED).path("nextCursor");
        JsonPath rest = given().queryParam("cursor", cursor)
                .get(ADDRESS + "/movements?block=" + OPENED)
                .jsonPath();
        JsonPath all = when().get(ADDRESS + "/movements?block=" + OPENED).jsonPath();
        assertThat(rest.getList("items.txHash"))
                .isEqualTo(all.getList("items.txHash")
                        .subList(2, all.getList("items").size()));
        given().queryParam("cursor", cursor).get(ADDRESS + "/movements").then().statusCode(400);
    }

    @Test
    void beforeAllThatIsKnownAndWithoutANodeThereIsNoAnswer() {
        when().get(ADDRESS + "?block=7").then().statusCode(503).body("detail", containsString("no node tells"));
    }

    @Test
    void aPageAboutThePastSaysSoAndLeadsBack() {
        String page = when().get(PAGE + "?block=" + OPENED)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page)
                .contains("This is the past")
                .contains("block " + OPENED)
                .contains("href=\"" + page(""))
                .contains("/movements?block=" + OPENED)
                .contains("2 open · 0 closed");
        assertThat(when().get(PAGE).asString()).doesNotContain("This is the past");
    }

    @Test
    void theFormsTimeIsReadAsUtc() {
        String time = when().get(ADDRESS + "?block=" + OPENED).path("asOf.timestamp");
        assertThat(given().queryParam("at", time.replace("Z", "")).get(PAGE).asString())
                .contains("This is the past")
                .contains("block " + LAST_OF_ITS_SECOND);
        assertThat(given().queryParam("at", "").get(PAGE).asString()).doesNotContain("This is the past");
        given().queryParam("at", "soon").get(PAGE).then().statusCode(400).body(containsString("expected a time"));
    }

    @Test
    void historyHasOnePointAnInstantFromTheFirstMovementOn() {
        JsonPath history = when().get(ADDRESS + "/history?points=5")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(history.getList("points")).hasSize(5);
        assertThat(history.getString("points[0].buckets.wallet.amount"))
                .isEqualTo(when().get(ADDRESS + "?block=" + LAST_OF_THE_FIRST_SECOND)
                        .path("buckets.wallet.amount"));
        JsonPath now = when().get(ADDRESS).jsonPath();
        assertThat(history.getString("points[4].total")).isEqualTo(now.getString("total"));
        assertThat(history.getLong("points[4].blockNumber")).isEqualTo(now.getLong("asOf.blockNumber"));
        for (String bucket :
                now.getMap("buckets").keySet().stream().map(Object::toString).toList()) {
            assertThat(history.getString("points[4].buckets." + bucket + ".amount"))
                    .isEqualTo(now.getString("buckets." + bucket + ".amount"));
        }
        when().get(ADDRESS + "/history?points=0").then().statusCode(400).body("errors[0].field", equalTo("points"));
        when().get(ADDRESS + "/history?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("from"));
        when().get(ADDRESS + "/history?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("points", empty());
    }

    @Test
    void historyTakesOneRead() {
        when().get(ADDRESS);
        int before = stores.reads();
        when().get(ADDRESS + "/history?points=500").then().statusCode(200);
        assertThat(stores.reads() - before).isEqualTo(1);
    }

    @Test
    void thePageDrawsTheBucketsOverTimeAndGivesThemAsATable() {
        String page = when().get(PAGE).asString();
        assertThat(page)
                .contains("aria-label=\"MOR of this address over time: ")
                .contains("<path class=\"fill-active\" d=\"M0 ")
                .contains("These figures as a table")
                .contains("?block=")
                .doesNotContain("style=");
        assertThat(when().get("/local/address/" + Cast.NOBODY).asString()).doesNotContain("Over time");
    }

    private static String page(String rest) {
        return "/local/address/" + ANN.checksummed() + rest;
    }
}
