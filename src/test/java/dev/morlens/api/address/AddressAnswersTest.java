package dev.morlens.api.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SceneProfile.class)
class AddressAnswersTest {

    private static final String ADDRESS = "/api/v1/local/addresses/" + ANN;

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
        land();
    }

    @AfterEach
    void databaseIsBack() {
        stores.down(false);
    }

    @Test
    void theBucketsAddUpToTheTotalAndTellWhatIsDue() {
        JsonPath body = when().get(ADDRESS).then().statusCode(200).extract().jsonPath();
        Map<String, Map<String, Object>> buckets = body.getMap("buckets");
        BigInteger sum = buckets.values().stream()
                .map(bucket -> new BigInteger((String) bucket.get("amount")))
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(sum.toString()).isEqualTo(body.getString("total"));
        assertThat(buckets.keySet())
                .containsExactly(
                        "wallet",
                        "activeSessions",
                        "onHold",
                        "providerStake",
                        "modelStake",
                        "stakingPool",
                        "providerDue");
        assertThat(buckets.get("onHold"))
                .containsEntry("lockedAmount", Scene.milliMor(847_140).toString())
                .containsEntry("claimableAmount", Scene.milliMor(319_999).toString())
                .containsEntry("nextReleaseAt", "2026-11-24T00:00:00Z");
        assertThat(buckets.get("activeSessions"))
                .containsEntry("overdueCount", 1)
                .containsEntry("count", 2);
    }

    @Test
    void addressesComeOutWithTheirChecksumAndNothingIsNull() {
        String body = when().get(ADDRESS).then().extract().asString();
        assertThat(body).contains("\"address\":\"" + ANN.checksummed() + "\"").doesNotContain("null");
        assertThat(JsonPath.from(body).getString("asOf.blockHash"))
                .isEqualTo(cast.scene().head().hash().toString());
        assertThat(JsonPath.from(body).getString("verification.status")).isEqualTo("unchecked");
    }

    @Test
    void anAddressThatNeverHeldMorHasZerosAndNoFirstSeen() {
        when().get("/api/v1/local/addresses/" + Cast.NOBODY)
                .then()
                .statusCode(200)
                .body("total", equalTo("0"))
                .body("buckets.onHold.nextReleaseAt", equalTo(null))
                .body("firstSeen", equalTo(null));
    }

    @Test
    void theSameStateIsNotSentTwiceAndANewOneIs() {
        String etag = when().get(ADDRESS)
                .then()
                .header("Cache-Control", "no-cache")
                .extract()
                .header("ETag");
        given().header("If-None-Match", etag)
                .get(ADDRESS)
                .then()
                .statusCode(304)
                .header("ETag", etag);
        cast.scene().mint(ANN, Scene.milliMor(1));
        land();
        given().header("If-None-Match", etag)
                .get(ADDRESS)
                .then()
                .statusCode(200)
                .header("ETag", not(etag));
    }

    @Test
    void aHotAnswerNeedsNoQuery() {
        when().get(ADDRESS);
        int before = stores.reads();
        when().get(ADDRESS).then().statusCode(200);
        assertThat(stores.reads()).isEqualTo(before);
    }

    @Test
    void aDatabaseThatIsAwayLeavesWhatWasReadMarkedOldAndElse503() {
        when().get(ADDRESS);
        stores.down(true);
        when().get("/api/v1/local/addresses/" + Cast.PAT).then().statusCode(503).header("Retry-After", "5");
        when().get(ADDRESS).then().statusCode(200).body("asOf.stale", equalTo(true));
    }

    @Test
    void sessionsAreToldApartByStateAgainstTheBlocksTime() {
        for (var expected :
                Map.of("open", cast.running(), "overdue", cast.overdue()).entrySet()) {
            when().get(ADDRESS + "/sessions?state=" + expected.getKey())
                    .then()
                    .body("items.id", contains(expected.getValue().toString()))
                    .body("items[0].state", equalTo(expected.getKey()))
                    .body("items[0].closedAt", equalTo(null));
        }
        when().get(ADDRESS + "/sessions?state=closed").then().body("items", hasSize(3));
        when().get(ADDRESS + "/sessions?role=provider").then().body("items", hasSize(0));
        when().get("/api/v1/local/addresses/" + Cast.PAT + "/sessions?role=provider")
                .then()
                .body("items", hasSize(5));
    }

    @Test
    void holdsAreToldApartByState() {
        when().get(ADDRESS + "/holds?state=withdrawn")
                .then()
                .body("items.sessionId", contains(cast.withdrawn().toString()))
                .body("items[0].withdrawnAt", startsWith("2026-11-21T08:00"));
        when().get(ADDRESS + "/holds?state=locked").then().body("items[0].releaseAt", equalTo("2026-11-24T00:00:00Z"));
        when().get(ADDRESS + "/holds?state=claimable")
                .then()
                .body("items.sessionId", contains(cast.claimable().toString()));
    }

    @Test
    void movementsGoOnOverCursorsUntilAllWereSeenOnce() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath part = when().get(ADDRESS + "/movements?limit=4" + cursor)
                    .then()
                    .extract()
                    .jsonPath();
            seen.addAll(part.getList("items.collect { it.txHash + it.seq }"));
            cursor = part.getString("nextCursor") == null ? null : "&cursor=" + part.getString("nextCursor");
        }
        List<String> atOnce = when().get(ADDRESS + "/movements?limit=500")
                .then()
                .extract()
                .jsonPath()
                .getList("items.collect { it.txHash + it.seq }");
        assertThat(seen).isEqualTo(atOnce).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    }

    @Test
    void aMovementTellsTheBalanceAfterItAndOnlyTheBucketAskedFor() {
        when().get(ADDRESS + "/movements?bucket=onHold")
                .then()
                .body("items", hasSize(4))
                .body("items[0].kind", equalTo("session-closed"))
                .body(
                        "items[0].after.onHold",
                        equalTo(Scene.milliMor(847_140 + 319_999).toString()));
    }

    @Test
    void aBatchIsAnsweredInTheOrderAsked() {
        given().contentType("application/json")
                .body("{\"addresses\":[\"" + Cast.BEN + "\",\"" + ANN + "\",\"" + Cast.BEN + "\"]}")
                .post("/api/v1/local/addresses")
                .then()
                .statusCode(200)
                .body("items.address", contains(Cast.BEN.checksummed(), ANN.checksummed(), Cast.BEN.checksummed()));
    }

    private void land() {
        landings.fire(new HeadChanged("local", cast.scene().head(), Set.of(ANN, Cast.BEN, Cast.PAT, Cast.NOBODY)));
    }
}
