package dev.morlens.api.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.store.feed.IndexStatus.Completeness;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.IndexStatuses;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that an old block says is passed off as the present, whyever no newer one is known. */
@QuarkusTest
@TestProfile(BehindAnswersTest.ReadingHistory.class)
class BehindAnswersTest {

    /** A server of its own: what is posted on its board stays there. */
    public static final class ReadingHistory extends SceneProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = super.getConfigOverrides();
            config.put("morlens.networks.local.stale-after", "15s");
            return config;
        }
    }

    /** Such as "in 3 h 5 min" or "2 days ago". */
    private static final Pattern DISTANCE =
            Pattern.compile("\\b(in [0-9]+ (h|min|s|days)\\b|[0-9]+ (h|min|s|days) ago)");

    private static final String STRANGER = "/api/v1/local/addresses/0x00000000000000000000000000000000000000aa";

    @Inject
    FakeStores stores;

    @Inject
    IndexStatusRegistry board;

    private BlockRef head;

    @BeforeEach
    void readHistory() {
        Scene scene = Cast.act("local").scene();
        head = scene.head();
        stores.show("local", scene);
        stores.show("other", new Scene("other"));
        board.post(IndexStatuses.notBegun("local", IndexState.BACKFILLING, Instant.now()));
    }

    @Test
    void anAddressThatLooksEmptyIsNotToldThatItNeverHadMor() {
        when().get(STRANGER + "/diagnosis")
                .then()
                .statusCode(200)
                .body("asOf.stale", equalTo(true))
                .body("findings[0].code", equalTo("INDEX_BEHIND"))
                .body("findings.code", not(hasItem("NEVER_SEEN")));
        given().header("Accept", "text/markdown")
                .get(STRANGER + "/diagnosis")
                .then()
                .body(containsString("not all that happened is in it"));
    }

    @Test
    void aClaimSaysOfWhichBlockThereIsNothing() {
        when().get(STRANGER + "/claim")
                .then()
                .statusCode(200)
                .body("needs", containsString("newer blocks are not in the index"));
    }

    /** Its last minutes are read as they come: the rest is there. */
    @Test
    void aCatchUpOfMinutesIsNotCalledFollowing() {
        post(
                IndexState.CATCHING_UP,
                new BlockRef(head.number() + 3_000, Hash.ZERO, head.time().plusSeconds(600)));
        when().get("/api/v1/local/status")
                .then()
                .body("state", equalTo("catching-up"))
                .body("staleReason", equalTo("catching-up"))
                .body("staleAfterSeconds", equalTo(15))
                .body("blockSeconds", equalTo(0.2f))
                .body("asOf.stale", equalTo(true));
        when().get("/api/v1/local/addresses/" + ANN)
                .then()
                .body("asOf.stale", equalTo(true))
                .body("asOf.source", equalTo("index"));
        when().get("/local/address/" + ANN).then().body(containsString("Catching up with the chain: what you see is"));
    }

    @Test
    void whereTheHeadStandsStillEverythingIsMarkedAndTheServerStaysInService() {
        post(IndexState.FOLLOWING, head);
        when().get("/api/v1/local/status")
                .then()
                .body("state", equalTo("following"))
                .body("staleReason", equalTo("head-old"));
        when().get("/api/v1/local/addresses/" + ANN).then().body("asOf.stale", equalTo(true));
        when().get("/local/status")
                .then()
                .body(containsString(
                        "answers are marked as possibly old or incomplete: no node has told of a newer block"));
        when().get("/q/metrics").then().body(containsString("morlens_index_stale{network=\"local\"} 1.0"));
        when().get("/q/health/ready").then().statusCode(200);
    }

    /** What was locked then may be released by now, and what could be claimed may have been. */
    @Test
    void nothingIsCountedFromAnOldBlockAsIfItWereNow() {
        post(IndexState.FOLLOWING, head);
        String page = when().get("/local/address/" + ANN).then().extract().asString();
        assertThat(page)
                .contains("that any node tells of is", "could be claimed then", "locked at that block", "ran then")
                .doesNotContain("can be claimed now", "data-countdown", "running, ends");
        assertThat(DISTANCE.matcher(page).results().map(MatchResult::group)).isEmpty();
        for (String list : List.of("holds", "sessions", "actions")) {
            String other = when().get("/local/address/" + ANN + "/" + list).asString();
            assertThat(DISTANCE.matcher(other).results().map(MatchResult::group))
                    .as(list)
                    .isEmpty();
        }
        when().get("/api/v1/local/addresses/" + ANN + "/diagnosis")
                .then()
                .body("findings[0].code", equalTo("INDEX_BEHIND"))
                .body("findings.title", not(hasItem(matchesPattern(".*(?<!just )\\bnow\\b.*"))));
    }

    /** Of an index that is there, at the scene's head. */
    private void post(IndexState indexState, BlockRef nodeHead) {
        board.post(IndexStatuses.at("local", indexState, Optional.of(head), Optional.of(nodeHead), Instant.now()));
    }

    @Test
    void listsAndPagesAreMarked() {
        for (String list : List.of("sessions", "holds", "movements")) {
            when().get("/api/v1/local/addresses/" + ANN + "/" + list).then().body("asOf.stale", equalTo(true));
        }
        when().get("/local/address/" + ANN).then().body(containsString("not all that happened is in it"));
    }

    /** As long as nobody has compared this very address. */
    @Test
    void whatIsSaidWhileTheSumsDifferFromTheChainsIsMarked() {
        board.post(IndexStatuses.following("local", Completeness.DIFFERS, Instant.now()));

        when().get("/api/v1/local/addresses/" + ANN + "/movements").then().body("asOf.stale", equalTo(true));
        when().get(STRANGER + "/diagnosis")
                .then()
                .body("findings[0].code", equalTo("INDEX_BEHIND"))
                .body("findings.code", not(hasItem("NEVER_SEEN")));
        when().get("/local/address/" + ANN)
                .then()
                .body(containsString("not all that happened is in it"))
                .body(containsString("has left something out"));
    }

    @Test
    void anOpenPageIsNotSentForAnotherAgainAndAgain() {
        String figures = when().get("/local/address/" + ANN + "/live").path("figures");
        when().get("/local/address/" + ANN).then().body(containsString("data-figures=\"" + figures + '"'));
    }
}
