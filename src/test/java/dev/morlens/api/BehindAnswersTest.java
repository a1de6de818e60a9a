package dev.morlens.api;

import static dev.morlens.testing.scene.Cast.ANN;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.morlens.store.IndexStatus.Completeness;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.StatusBoard;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While history is still being read, nothing that the index says is passed off as the present. */
@QuarkusTest
@TestProfile(BehindAnswersTest.ReadingHistory.class)
class BehindAnswersTest {

    /** A server of its own: what is posted on its board stays there. */
    public static final class ReadingHistory extends SceneProfile {}

    private static final String STRANGER = "/api/v1/local/addresses/0x00000000000000000000000000000000000000aa";

    @Inject
    FakeStores stores;

    @Inject
    StatusBoard board;

    @BeforeEach
    void readHistory() {
        stores.show("local", Cast.act("local").scene());
        stores.show("other", new Scene("other"));
        board.post(IndexStatuses.notBegun("local", State.BACKFILLING, Instant.now()));
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
