package dev.morlens.web.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.BEN;
import static dev.morlens.testing.scene.Cast.NOBODY;
import static dev.morlens.testing.scene.Cast.PAT;
import static dev.morlens.testing.scene.Scene.milliMor;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.morlens.chain.value.Address;
import dev.morlens.store.feed.AddressesAudited;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an open page is told: another name exactly when it would read differently. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class PageFreshnessResourceTest {

    private static final Pattern WRITTEN = Pattern.compile("data-live=\"([^\"]+)\" data-figures=\"([^\"]+)\"");

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    @Inject
    Event<AddressesAudited> audits;

    private final Scene scene = Cast.act("local").scene();

    @BeforeEach
    void show() {
        stores.show("local", scene);
        land(ANN, BEN, PAT);
    }

    @AfterEach
    void databaseIsBack() {
        stores.down(false);
    }

    private void land(Address... touched) {
        landings.fire(new HeadChanged("local", scene.head(), Set.of(touched)));
    }

    @Test
    void aPageIsWrittenWithWhatItIsToldLater() {
        for (Address address : List.of(ANN, BEN, PAT, NOBODY)) {
            Matcher written =
                    WRITTEN.matcher(given().get("/local/address/" + address).asString());
            assertThat(written.find()).as(address.toString()).isTrue();
            assertThat(given().get(written.group(1)).<String>path("figures")).isEqualTo(written.group(2));
        }
    }

    @Test
    void theNameStaysWhileNothingButTheBlockChanges() {
        String before = figures(ANN);
        scene.transfer(BEN, PAT, milliMor(0));
        scene.mine(scene.head().time().plusSeconds(2));
        land(BEN, PAT);
        assertThat(figures(ANN)).isEqualTo(before);
    }

    @Test
    void theNameChangesWithATransferAHoldThatMaturesAndASessionThatIsOverdue() {
        String before = figures(ANN);
        scene.transfer(ANN, BEN, milliMor(1));
        land(ANN, BEN);
        String afterTransfer = figures(ANN);
        scene.mine(Instant.parse("2026-11-23T19:30:00Z"));
        land();
        String afterTheEnd = figures(ANN);
        scene.mine(Instant.parse("2026-11-24T00:00:00Z"));
        land();
        assertThat(Set.of(before, afterTransfer, afterTheEnd, figures(ANN))).hasSize(4);
    }

    @Test
    void theNameIsAnotherWhileThePageIsMarkedAsOld() {
        String before = figures(ANN);
        stores.down(true);
        given().get("/api/v1/local/addresses/" + ANN + "/movements").then().statusCode(503);
        assertThat(figures(ANN)).isNotEqualTo(before);
        stores.down(false);
        land();
        assertThat(figures(ANN)).isEqualTo(before);
    }

    @Test
    void withoutAnAnswerItSaysWhenToComeBack() {
        audits.fire(new AddressesAudited("local", Set.of(ANN)));
        stores.down(true);
        Response refused = live(ANN);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void itSaysTheTimeAndWhenToAskAgainAndIsNotKept() {
        Response answer = live(ANN);
        assertThat(answer.<Integer>path("every")).isEqualTo(100);
        assertThat(Instant.parse(answer.path("at"))).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whatIsNoAddressOrNetworkIsRefused() {
        given().get("/local/address/0x12/live").then().statusCode(400);
        given().get("/nowhere/address/" + ANN + "/live").then().statusCode(404);
    }

    private static String figures(Address address) {
        return live(address).then().statusCode(200).extract().path("figures");
    }

    private static Response live(Address address) {
        return given().get("/local/address/" + address + "/live");
    }
}
