package dev.morlens.http;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.BEN;
import static dev.morlens.testing.scene.Cast.NOBODY;
import static dev.morlens.testing.scene.Scene.milliMor;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks again whether an answer is still so: yes for as long as nothing but the block has changed. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class ConditionalRequestsTest {

    private static final String API = "/api/v1/local/addresses/";

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Scene scene = Cast.act("local").scene();

    @BeforeEach
    void show() {
        stores.show("local", scene);
        land(ANN, BEN, NOBODY);
    }

    @AfterEach
    void databaseIsBack() {
        stores.down(false);
    }

    @Test
    void aNewHeadAloneIsNoNewsAndTakesNoQuery() {
        String etag = tag(given().get(API + ANN));
        int before = stores.reads();
        for (int i = 0; i < 5; i++) {
            BlockRef head = nextBlock();
            isUnchanged(API + ANN, etag);
            Response fresh = given().get(API + ANN);
            assertThat(tag(fresh)).isEqualTo(etag);
            assertThat(fresh.<Integer>path("asOf.blockNumber").longValue()).isEqualTo(head.number());
            assertThat(fresh.<String>path("asOf.blockHash"))
                    .isEqualTo(head.hash().toString());
            assertThat(fresh.<String>path("asOf.timestamp"))
                    .isEqualTo(head.time().toString());
            namesTheBlock(fresh, head);
        }
        assertThat(stores.reads()).isEqualTo(before);
    }

    @Test
    void whatABlockTouchesIsAnotherAnswer() {
        String etag = tag(given().get(API + ANN));
        scene.transfer(ANN, BEN, milliMor(1));
        land(ANN, BEN);
        isAnother(API + ANN, etag);
    }

    @Test
    void whatFallsDueIsAnotherAnswer() {
        String etag = tag(given().get(API + ANN));
        scene.mine(Instant.parse("2026-11-23T23:59:59Z"));
        land();
        String overdue = isAnother(API + ANN, etag);
        scene.mine(Instant.parse("2026-11-24T00:00:00Z"));
        land();
        isAnother(API + ANN, overdue);
        given().get(API + ANN).then().body("buckets.onHold.lockedCount", equalTo(0));
    }

    @Test
    void aReorganisationTakesBackWhatFellDue() {
        BlockRef fork = scene.head();
        String etag = tag(given().get(API + ANN));
        scene.mine(Instant.parse("2026-11-24T00:00:00Z"));
        land();
        String due = isAnother(API + ANN, etag);
        landings.fire(new HeadChanged("local", fork, Set.of(BEN)));
        Response back = given().header("If-None-Match", due).get(API + ANN);
        assertThat(tag(back)).isEqualTo(etag);
        namesTheBlock(back, fork);
    }

    /** What the store has already is given under its own block, and not kept for an older one. */
    @Test
    void aBlockThatIsNotAnnouncedYetIsNotMixedWithTheOneBefore() {
        BlockRef announced = scene.head();
        scene.transfer(ANN, BEN, milliMor(1));
        land();
        landings.fire(new HeadChanged("local", announced, Set.of(ANN, BEN)));
        Response early = given().get(API + ANN);
        assertThat(early.<Integer>path("asOf.blockNumber").longValue())
                .isEqualTo(scene.head().number());
        int before = stores.reads();
        given().get(API + ANN);
        assertThat(stores.reads()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/movements",
                "/movements?format=csv",
                "/holds",
                "/feed.atom",
                "/calendar.ics",
                "/sessions?state=closed",
                "/history?from=2026-11-20T00:00:00Z&to=2026-11-22T00:00:00Z",
                "?block=110"
            })
    void listsFilesAndFeedsAreNoNewsEither(String path) {
        for (Address address : List.of(ANN, NOBODY)) {
            String etag = tag(given().get(API + address + path));
            BlockRef head = nextBlock();
            Response again = given().header("If-None-Match", etag).get(API + address + path);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo(etag);
            namesTheBlock(again, path.contains("block") ? scene.block(110) : head);
        }
    }

    @Test
    void everyFormHasATagOfItsOwnAndSaysWhatItDependsOn() {
        Response json = given().get(API + ANN + "/movements");
        Response csv = given().accept("text/csv").get(API + ANN + "/movements");
        assertThat(tag(json)).isNotEqualTo(tag(csv));
        for (Response answer : List.of(json, csv)) {
            assertThat(answer.header("Vary")).contains("Accept", "Accept-Encoding", "Accept-Language");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        }
    }

    @Test
    void anAnswerAboutTheHeadChangesWithIt() {
        for (String path :
                List.of("/api/v1/local/status", "/api/v1/networks", "/compat/local/blockchain/latestBlock")) {
            String etag = tag(given().get(path));
            nextBlock();
            isAnother(path, etag);
        }
        assertThat(given().get("/api/v1/networks").headers().hasHeaderWithName("X-Block-Number"))
                .isFalse();
    }

    @Test
    void pagesAreSentWholeEachTime() {
        Response page = given().header("If-None-Match", "*").accept("text/html").get("/local/address/" + ANN);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("ETag")).isNull();
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void programsOnOtherPagesMayReadTheBlock() {
        given().header("Origin", "https://example.org")
                .get(API + ANN)
                .then()
                .header("Access-Control-Expose-Headers", containsString("ETag"))
                .header("Access-Control-Expose-Headers", containsString("X-Block-Number"))
                .header("Access-Control-Expose-Headers", containsString("X-Block-Hash"))
                .header("Access-Control-Expose-Headers", containsString("X-Block-Time"));
    }

    private BlockRef nextBlock() {
        BlockRef head = scene.mine(scene.head().time().plusSeconds(1));
        land();
        return head;
    }

    private void land(Address... touched) {
        landings.fire(new HeadChanged("local", scene.head(), Set.of(touched)));
    }

    private void isUnchanged(String path, String etag) {
        Response again = given().header("If-None-Match", etag).get(path);
        assertThat(again.statusCode()).as(path).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(etag);
        namesTheBlock(again, scene.head());
    }

    private static String isAnother(String path, String etag) {
        Response again = given().header("If-None-Match", etag).get(path);
        assertThat(again.statusCode()).as(path).isEqualTo(200);
        return tag(again);
    }

    private static void namesTheBlock(Response answer, BlockRef block) {
        assertThat(answer.header("X-Block-Number")).isEqualTo(String.valueOf(block.number()));
        assertThat(answer.header("X-Block-Hash")).isEqualTo(block.hash().toString());
        assertThat(answer.header("X-Block-Time")).isEqualTo(block.time().toString());
    }

    private static String tag(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("ETag")).startsWith("W/\"");
        return answer.header("ETag");
    }
}
