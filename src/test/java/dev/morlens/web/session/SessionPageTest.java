package dev.morlens.web.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.event.SessionId;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session's page over a scene, with no node to ask. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class SessionPageTest {

    @Inject
    FakeStores stores;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
    }

    @Test
    void closedSessionsPartsAreShownAsTheSumOfItsStake() {
        assertThat(page(cast.claimable()))
                .contains("0.50 returned + 319.99 held = ")
                .contains("Claimed", "not yet")
                .doesNotContain("If it is closed now");
        assertThat(page(cast.locked())).contains(" cost = ");
    }

    @Test
    void arithmeticOfAHoldHasTheSessionsOwnNumbers() {
        assertThat(page(cast.locked()))
                .contains("Which rule applies is not known, because ")
                .contains("Counted are the seconds")
                .contains("MOR a second = ")
                .contains("until 24 Nov 2026, 00:00:00 UTC.")
                .doesNotContain("T00:00:00Z.");
    }

    @Test
    void openSessionSaysWhatIsNotKnownWithoutANode() {
        assertThat(page(cast.running()))
                .contains("If it is closed now", "No node could be asked", "cannot be said right now");
    }

    @Test
    void overdueSessionPastItsMidnightComesBackWhole() {
        assertThat(page(cast.overdue())).contains("61.00 MOR</b> to the user", "Nothing is held: the midnight");
    }

    private static String page(SessionId id) {
        return given().get("/local/session/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
