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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stranger whose address has a friend's first and last digits sends next to nothing, to be copied in the friend's place. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class AddressPoisoningTest {

    private static final Address VICTIM = person(800);
    private static final Address FRIEND = Address.of("0x312d25" + "a1".repeat(14) + "d83298");
    private static final Address STRANGER = Address.of("0x312d25" + "b2".repeat(14) + "d83298");
    private static final Wei ONE_WEI = Wei.of(1);
    private static final String PAID =
            "looks like " + FRIEND.checksummed() + ", which this address has sent MOR to, but is another address";
    private static final String DUST = "0.000000000000000001 MOR from an address this wallet never sent MOR to";

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Scene scene = new Scene("local");
    private Hash dust;

    @BeforeEach
    void poison() {
        scene.mint(VICTIM, milliMor(900_000));
        scene.mint(STRANGER, ONE_WEI);
        scene.transfer(VICTIM, FRIEND, milliMor(5_000));
        scene.transfer(STRANGER, VICTIM, ONE_WEI);
        dust = scene.lastTransaction();
        show();
    }

    private void show() {
        stores.show("local", scene);
        landings.fire(new HeadChanged("local", scene.head(), Set.of(VICTIM, FRIEND, STRANGER)));
    }

    @Test
    void bothAddressesStandInFullAndTheStrangersSaysWhoItIsNot() {
        for (String list : new String[] {"", "/movements"}) {
            String page = page(list);
            assertThat(page)
                    .contains(">" + FRIEND.checksummed() + "</a>")
                    .contains(">" + STRANGER.checksummed() + "</a>")
                    .contains(PAID)
                    .contains("is not to be taken for " + STRANGER.checksummed() + ", which looks like it")
                    .contains(DUST)
                    .contains("often sent so that its address is copied by mistake")
                    .doesNotContain("0x312D25…");
            assertThat(page.split("this wallet never sent MOR to", -1)).hasSize(2);
        }
    }

    @Test
    void theTransactionItselfSaysWhatItIsFor() {
        assertThat(given().accept("text/html").get("/local/tx/" + dust).asString())
                .contains("looks like " + FRIEND.checksummed() + ", which the receiver has sent MOR to, but is another")
                .contains("0.000000000000000001 MOR from an address its receiver never sent MOR to");
    }

    @Test
    void theFriendNeedNotBeOnTheSamePartOfTheList() {
        for (int i = 0; i < 60; i++) {
            scene.open(VICTIM, person(801), milliMor(10), Duration.ofHours(1));
        }
        scene.mint(STRANGER, ONE_WEI);
        scene.transfer(STRANGER, VICTIM, ONE_WEI);
        show();
        assertThat(page("/movements")).contains(PAID).doesNotContain(">" + FRIEND.checksummed() + "</a>");
    }

    @Test
    void anAddressThatLooksLikeThePagesOwnSaysSo() {
        String own = VICTIM.toString();
        Address twin = Address.of(own.substring(0, 6) + "77".repeat(16) + own.substring(own.length() - 4));
        scene.mint(twin, milliMor(1));
        scene.transfer(twin, VICTIM, milliMor(1));
        show();
        assertThat(page("/movements"))
                .contains("looks like " + VICTIM.checksummed() + ", the one of this page, but is another address");
    }

    @Test
    void whatComesFromWhomTheWalletPaysIsNoDustAndWhatLooksLikeNobodyIsShortened() {
        scene.transfer(FRIEND, VICTIM, ONE_WEI);
        Address other = Address.of("0x" + "4d".repeat(20));
        scene.mint(other, milliMor(20));
        scene.transfer(other, VICTIM, milliMor(10));
        show();
        String page = page("/movements");
        assertThat(page.split("this wallet never sent MOR to", -1)).hasSize(2);
        assertThat(page).containsIgnoringCase(">0x4d4d4d…4d4d4d</a>");
    }

    @Test
    void theApiNamesWhomAnAddressCanBeTakenForAndDust() {
        JsonPath movements =
                given().get("/api/v1/local/addresses/" + VICTIM + "/movements").jsonPath();
        String dust = "items.find { it.from.address == '" + STRANGER.checksummed() + "' }";
        assertThat(movements.getList(dust + ".looksLike")).isEqualTo(List.of(FRIEND.checksummed()));
        assertThat(movements.getBoolean(dust + ".unsolicitedDust")).isTrue();
        String paid = "items.find { it.to.address == '" + FRIEND.checksummed() + "' }";
        assertThat(movements.getList(paid + ".looksLike")).isEqualTo(List.of(STRANGER.checksummed()));
        assertThat(movements.<Object>get(paid + ".unsolicitedDust")).isNull();
        String minted = "items.find { it.kind == 'mint' }";
        assertThat(movements.<Object>get(minted + ".looksLike")).isNull();
    }

    @Test
    void thePastKnowsOnlyWhoWasPaidByThen() {
        Scene past = new Scene("local");
        past.mint(STRANGER, ONE_WEI);
        past.transfer(STRANGER, VICTIM, ONE_WEI);
        long unpaid = past.head().number();
        past.transfer(VICTIM, FRIEND, ONE_WEI);
        stores.show("local", past);
        landings.fire(new HeadChanged("local", past.head(), Set.of(VICTIM)));
        String then = page("/movements?block=" + unpaid);
        assertThat(then).contains(DUST).doesNotContain("looks like");
        assertThat(page("/movements?block=" + past.head().number())).contains(DUST, PAID);
    }

    private static String page(String below) {
        return given().accept("text/html")
                .get("/local/address/" + VICTIM + below)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
