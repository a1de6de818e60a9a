package dev.morlens.web;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.testing.server.McpSession;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people look up that is nobody's wallet: the contract that their MOR went into, the token, Builders. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class ContractPagesTest {

    private static final Address TOKEN = Address.of("0x" + "70".repeat(20));
    private static final Address OWNER = person(840);

    /** In the contract, of all owners together. */
    private static final String KEPT = "37,763.90";

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Scene scene = new Scene("local");

    @BeforeEach
    void act() throws InterruptedException {
        scene.mint(OWNER, milliMor(50_000_000));
        scene.shift(FlowKind.PROVIDER_STAKED, OWNER, Bucket.WALLET, Bucket.PROVIDER_STAKE, milliMor(30_000_900));
        scene.shift(FlowKind.POOL_FUNDED, OWNER, Bucket.WALLET, Bucket.STAKING_POOL, milliMor(7_763_000));
        scene.transfer(OWNER, TOKEN, milliMor(12_340));
        scene.transfer(OWNER, Cast.BUILDERS, milliMor(777_000));
        scene.transfer(OWNER, Cast.POOL, milliMor(5_000));
        scene.transfer(OWNER, Scene.FUNDING, milliMor(4_000));
        stores.show("local", scene);
        landings.fire(new HeadChanged(
                "local",
                scene.head(),
                Set.of(OWNER, TOKEN, Cast.BUILDERS, Cast.POOL, Scene.FUNDING, Scene.DIAMOND, Address.ZERO)));
        untilTheSumIsOfThisScene();
    }

    /** Other tests may have had the sum told a few seconds ago; it is told anew after some, with the next block. */
    private void untilTheSumIsOfThisScene() throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!given().get("/api/v1/local/addresses/" + Scene.DIAMOND)
                .asString()
                .contains("37763900000000000000000")) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(100);
            scene.mine(scene.head().time().plusSeconds(2));
            landings.fire(new HeadChanged("local", scene.head(), Set.of()));
        }
    }

    @Test
    void theInferenceContractLeadsWithWhatItKeepsForOthers() {
        assertThat(page(Scene.DIAMOND))
                .contains(KEPT + "</span> <span class=\"unit\">MOR kept for others")
                .contains("This is the Inference Contract itself.")
                .containsOnlyOnce("This is the Inference Contract itself")
                .contains("30,000.90", "Provider stakes", "7,763.00", "Staking pools")
                .contains("href=\"/local/protocol\"")
                .doesNotContain("No MOR is here", "It has never held any", "has never had MOR", "free to use");
        assertThat(page(Scene.DIAMOND, "?block=" + scene.head().number()))
                .contains("This is the Inference Contract itself</span></h1>", "How much it is cannot be told here.")
                .doesNotContain("No MOR is here");
    }

    @Test
    void theApiTheTicketAndAgentsTellTheSame() {
        JsonPath api = given().get("/api/v1/local/addresses/" + Scene.DIAMOND).jsonPath();
        assertThat(api.getString("contract.kind")).isEqualTo("inference-contract");
        assertThat(api.getString("contract.keeps.amount")).isEqualTo("37763900000000000000000");
        assertThat(api.getString("contract.keeps.buckets.providerStake")).isEqualTo("30000900000000000000000");
        assertThat(api.<Object>get("contract.keeps.buckets.wallet")).isNull();
        assertThat(api.getString("total")).isEqualTo("0");
        String ticket = given().get("/api/v1/local/addresses/" + Scene.DIAMOND + "/diagnosis?format=markdown")
                .asString();
        assertThat(ticket)
                .contains("### This is the Inference Contract itself")
                .contains("- Amount: 37763.9 MOR")
                .contains("- Provider stakes: 30,000.90 MOR");
        var told = McpSession.open()
                .call(
                        "where_is_my_mor",
                        new ObjectMapper().createObjectNode().put("address", Scene.DIAMOND.toString()));
        assertThat(told.toString()).contains("37763900000000000000000", "This is the Inference Contract itself");
    }

    @Test
    void theTokenSaysWhatWasSentToItByMistakeAndSoDoesWhoSentIt() {
        assertThat(page(TOKEN))
                .contains("12.34</span> <span class=\"unit\">MOR sent here by mistake")
                .contains("This is the MOR token&#39;s contract.")
                .doesNotContain("free to use");
        assertThat(page(OWNER))
                .contains("12.34 MOR was transferred to the MOR token&#39;s own contract")
                .contains("(the MOR token&#39;s contract)", "(the Builders contract)");
    }

    @Test
    void buildersAndAPoolKeepForOthersOfWhomNobodyKnowsHere() {
        assertThat(page(Cast.BUILDERS))
                .contains("777.00</span> <span class=\"unit\">MOR kept for others")
                .contains("MorLens does not index these deposits yet")
                .contains("was reported by a list")
                .doesNotContain("free to use");
        JsonPath builders =
                given().get("/api/v1/local/addresses/" + Cast.BUILDERS).jsonPath();
        assertThat(builders.getString("contract.kind")).isEqualTo("builders");
        assertThat(builders.getString("contract.source")).isEqualTo("a list");
        assertThat(builders.<Object>get("contract.keeps")).isNull();
        assertThat(page(Cast.POOL)).contains("5.00</span> <span class=\"unit\">MOR kept for others");
    }

    @Test
    void theAccountThatPaysProvidersIsAnOwnerAndIsNamedAllTheSame() {
        assertThat(page(Scene.FUNDING))
                .contains("This is the account that pays providers.")
                .contains("4.00</b> is in the wallet");
        given().get("/api/v1/local/addresses/" + Scene.FUNDING)
                .then()
                .body("contract.kind", equalTo("funding-account"));
        assertThat(page(Scene.FUNDING, "?block=101")).doesNotContain("It has never held any", "is the right address");
        assertThat(page(Address.ZERO))
                .contains("This is the zero address</span></h1>", "Nobody has its key.")
                .doesNotContain("It has never held any", "Check that it is the right address");
        given().get("/api/v1/local/addresses/" + OWNER).then().body("contract", nullValue());
    }

    private static String page(Address address) {
        return page(address, "");
    }

    private static String page(Address address, String query) {
        return given().accept("text/html")
                .get("/local/address/" + address + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
