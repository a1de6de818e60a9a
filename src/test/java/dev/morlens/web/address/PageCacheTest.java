package dev.morlens.web.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.BEN;
import static dev.morlens.testing.scene.Cast.PAT;
import static dev.morlens.testing.scene.Scene.milliMor;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.store.feed.AddressesAudited;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that is given again without a query never says what has ceased to be so. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class PageCacheTest {

    /** A page without what a node tells is kept for two seconds: a busy machine may take longer to ask again. */
    private static final int TRIES = 50;

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    @Inject
    Event<AddressesAudited> audits;

    private final Scene scene = Cast.act("local").scene();
    private final Scene other = Cast.act("other").scene();

    @BeforeEach
    void show() {
        stores.show("local", scene);
        stores.show("other", other);
        land("local", scene, ANN, BEN);
        land("other", other, ANN, BEN);
    }

    @AfterEach
    void databaseIsBack() {
        stores.down(false);
    }

    private void land(String network, Scene on, Address... touched) {
        landings.fire(new HeadChanged(network, on.head(), Set.of(touched)));
    }

    @Test
    void aPageAskedForAgainAtTheSameBlockTakesNoQueryAndIsTheSame() {
        String first = keptPage(ANN);
        assertThat(first)
                .contains(ANN.checksummed())
                .contains(Long.toString(scene.head().number()));
        assertThat(given().accept("text/html").get(path(ANN)).header("Cache-Control"))
                .isEqualTo("no-cache");
    }

    @Test
    void aBlockThatTouchesNothingOfItIsNamedWithoutAQuery() {
        keptPage(ANN);
        int before = stores.reads();
        for (int i = 0; i < 5; i++) {
            scene.mine(scene.head().time().plusSeconds(1));
            land("local", scene);
            assertThat(page(ANN)).contains(block(scene));
        }
        assertThat(stores.reads()).isEqualTo(before);
    }

    @Test
    void aBlockThatTouchesItIsOnThePageAsSoonAsItHasLanded() {
        String before = keptPage(ANN);
        scene.transfer(ANN, BEN, milliMor(1_000_000));
        land("local", scene, ANN, BEN);
        String after = page(ANN);
        assertThat(after).isNotEqualTo(before).contains("As of block").contains(block(scene));
    }

    /** Whatever time brings about: a page that is kept reads as one that is written anew, at each second around each turn. */
    @Test
    void aKeptPageSaysWhatOneSaysThatIsWrittenAnew() {
        Instant end = Instant.parse("2026-11-23T19:20:00Z");
        Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
        int kept = 0;
        int asked = 0;
        for (Instant turn : List.of(end, midnight)) {
            for (int seconds = -64; seconds <= 4; seconds += 3) {
                scene.mine(turn.plusSeconds(seconds));
                land("local", scene);
                int before = stores.reads();
                String given = page(ANN);
                kept += stores.reads() == before ? 1 : 0;
                asked++;
                audits.fire(new AddressesAudited("local", Set.of(ANN)));
                // What is written now is kept in its turn, for the blocks to come.
                assertThat(undated(given)).isEqualTo(undated(page(ANN)));
            }
        }
        assertThat(kept).isGreaterThan(asked / 2);
    }

    @Test
    void aFundersPageIsWrittenAnewWhenSomethingHappensInThePool() {
        scene.grant(new GrantTotal(
                new Grant(ANN, PAT), milliMor(77_777), milliMor(0), milliMor(0), milliMor(0), Optional.empty(), false));
        land("local", scene, ANN);
        keptPage(ANN);
        landings.fire(new HeadChanged("local", scene.mine(scene.head().time()), Set.of(), Set.of(PAT)));
        int before = stores.reads();
        page(ANN);
        assertThat(stores.reads()).isGreaterThan(before);
    }

    @Test
    void aReorganisationIsNotHiddenByAKeptPage() {
        BlockRef fork = scene.head();
        scene.mine(scene.head().time().plusSeconds(1));
        land("local", scene);
        keptPage(BEN);
        int before = stores.reads();
        landings.fire(new HeadChanged("local", fork, Set.of(ANN)));
        page(BEN);
        assertThat(stores.reads()).isGreaterThan(before);
    }

    @Test
    void morOnAnotherNetworkIsToldAsItIsNow() {
        String before = keptPage(BEN);
        assertThat(before).doesNotContain("is on Another chain");
        other.mint(BEN, milliMor(3_000));
        land("other", other, BEN);
        assertThat(page(BEN)).contains("is on Another chain");
    }

    @Test
    void anAuditsVerdictIsNotHiddenByAKeptPage() {
        keptPage(ANN);
        audits.fire(new AddressesAudited("local", Set.of(ANN)));
        int before = stores.reads();
        page(ANN);
        assertThat(stores.reads()).isGreaterThan(before);
    }

    @Test
    void aPageOfTheTimeWithTheDatabaseIsNotGivenAsIfItWereStillThere() {
        keptPage(ANN);
        stores.down(true);
        given().get("/api/v1/local/addresses/" + ANN + "/movements").then().statusCode(503);
        assertThat(page(ANN))
                .contains("The database cannot be reached right now")
                .contains("may be old");
    }

    /** The page as it is given without a query. */
    private String keptPage(Address address) {
        for (int i = 0; i < TRIES; i++) {
            String written = page(address);
            int before = stores.reads();
            String again = page(address);
            if (stores.reads() == before) {
                assertThat(undated(again)).isEqualTo(undated(written));
                return again;
            }
        }
        throw new AssertionError("no page was kept in " + TRIES + " tries");
    }

    /** When it was written, and nothing else, differs between two writings at one block. */
    private static String undated(String page) {
        return page.replaceAll("data-written=\"[^\"]*\"", "");
    }

    private static String block(Scene scene) {
        return ">" + scene.head().number() + "<";
    }

    private static String page(Address address) {
        return given().accept("text/html")
                .get(path(address))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String path(Address address) {
        return "/local/address/" + address;
    }
}
