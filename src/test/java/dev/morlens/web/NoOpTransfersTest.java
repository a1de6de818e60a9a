package dev.morlens.web;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
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

/** What the token logs though nothing moved: to oneself, or of 0 in the name of anybody. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class NoOpTransfersTest {

    private static final Address OWNER = person(820);
    private static final Address FRIEND = Address.of("0x312d25" + "a1".repeat(14) + "d83298");
    private static final Address STRANGER = Address.of("0x312d25" + "b2".repeat(14) + "d83298");
    private static final String TO_ITSELF = "26,375.47 MOR from the address to itself: nothing changed";

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Scene scene = new Scene("local");
    private Hash self;
    private Hash zero;

    @BeforeEach
    void act() {
        scene.mint(OWNER, milliMor(26_375_470));
        scene.transfer(OWNER, FRIEND, milliMor(1));
        scene.noOp(OWNER, OWNER, milliMor(26_375_474));
        self = scene.lastTransaction();
        scene.noOp(OWNER, STRANGER, Wei.ZERO);
        zero = scene.lastTransaction();
        stores.show("local", scene);
        landings.fire(new HeadChanged("local", scene.head(), Set.of(OWNER, FRIEND, STRANGER)));
    }

    @Test
    void theAddresssPagesShowThemApartFromItsMovements() {
        for (String path : List.of("", "/no-op-transfers")) {
            String page = page("/local/address/" + OWNER + path);
            assertThat(page)
                    .contains(TO_ITSELF)
                    .contains("0 MOR from the address to <a class=\"mono\" href=\"/local/address/"
                            + STRANGER.checksummed())
                    .contains("moved nothing; anybody can cause such an entry")
                    .contains("looks like " + FRIEND.checksummed() + ", which this address has sent MOR to")
                    .contains("/local/tx/" + self);
        }
        assertThat(page("/local/address/" + OWNER + "/movements")).doesNotContain(STRANGER.checksummed());
        assertThat(page("/local/address/" + FRIEND)).doesNotContain("moved nothing");
        assertThat(page("/local/address/" + FRIEND + "/no-op-transfers")).contains("None.");
    }

    @Test
    void aTransactionThatMovedNothingSaysSoAndNotThatItConcernsTheProtocol() {
        String own = page("/local/tx/" + self);
        assertThat(own)
                .contains("It moved no MOR.")
                .contains(OWNER.checksummed())
                .contains("to itself: nothing changed")
                .contains("26,375.47 MOR from")
                .doesNotContain("concerns the protocol", "anybody can cause");
        assertThat(page("/local/tx/" + zero))
                .contains("It moved no MOR.")
                .contains("0 MOR from")
                .contains("moved nothing; anybody can cause such an entry")
                .contains("looks like " + FRIEND.checksummed() + ", which the sender has sent MOR to")
                .doesNotContain("concerns the protocol");
    }

    @Test
    void theApiTellsThemWithTheirAmountsAndWhoCanHaveCausedThem() {
        JsonPath list = given().get("/api/v1/local/addresses/" + OWNER + "/no-op-transfers")
                .jsonPath();
        assertThat(list.getList("items.amount")).isEqualTo(List.of("0", "26375474000000000000000"));
        assertThat(list.getList("items.txHash")).isEqualTo(List.of(zero.toString(), self.toString()));
        assertThat(list.getList("items[0].looksLike")).isEqualTo(List.of(FRIEND.checksummed()));
        assertThat(list.<Object>get("items[1].looksLike")).isNull();
        JsonPath transaction = given().get("/api/v1/local/transactions/" + zero).jsonPath();
        assertThat(transaction.getList("movements")).isEmpty();
        assertThat(transaction.getString("noOpTransfers[0].to")).isEqualTo(STRANGER.checksummed());
        assertThat(transaction.getBoolean("noOpTransfers[0].byContract")).isFalse();
        assertThat(transaction.getBoolean("concernsProtocol")).isFalse();
        assertThat(transaction.getLong("blockNumber")).isEqualTo(scene.head().number());
    }

    @Test
    void thePastHasThoseOfItsTimeAndPartsFollowOneAnother() {
        String path = "/api/v1/local/addresses/" + OWNER + "/no-op-transfers";
        long before = scene.head().number() - 1;
        var past = given().queryParam("block", before).get(path);
        assertThat(past.jsonPath().getList("items.txHash")).as(past.asString()).isEqualTo(List.of(self.toString()));
        JsonPath first = given().get(path + "?limit=1").jsonPath();
        String cursor = first.getString("nextCursor");
        JsonPath second = given().queryParam("limit", 1)
                .queryParam("cursor", cursor)
                .get(path)
                .jsonPath();
        assertThat(second.getList("items.txHash")).isEqualTo(List.of(self.toString()));
        assertThat(second.<Object>get("nextCursor")).isNull();
        given().queryParam("cursor", cursor)
                .get("/api/v1/local/addresses/" + OWNER + "/movements")
                .then()
                .statusCode(400);
    }

    private static String page(String path) {
        return given().accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
