package dev.morlens.api.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.BEN;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over scenes there is no node: what only the chain tells is said to be missing. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class DiagnosisAnswersTest {

    private static final String OF_ANN = "/api/v1/local/addresses/" + ANN + "/diagnosis";

    @Inject
    FakeStores stores;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
        stores.show("other", new Scene("other"));
    }

    @Test
    void findingsComeByImportanceWithAmountsEvidenceAndWhatToDo() {
        JsonPath body = when().get(OF_ANN).then().statusCode(200).extract().jsonPath();
        List<String> codes = body.getList("findings.code");
        assertThat(codes)
                .contains("SESSION_OVERDUE", "HOLD_CLAIMABLE", "HOLD_LOCKED", "SESSION_RUNNING", "CHAIN_NOT_ASKED")
                .isSortedAccordingTo((a, b) -> FindingCode.valueOf(a).compareTo(FindingCode.valueOf(b)));
        assertThat(body.getString("gas")).isNull();
        when().get(OF_ANN)
                .then()
                .body("asOf.blockNumber", equalTo((int) cast.scene().head().number()))
                .body("findings.find { it.code == 'HOLD_CLAIMABLE' }.amount", equalTo("319999000000000000000"))
                .body("findings.find { it.code == 'HOLD_CLAIMABLE' }.severity", equalTo("action"))
                .body("findings.find { it.code == 'HOLD_CLAIMABLE' }.actions[0].who", contains("user", "delegate"))
                .body("findings.find { it.code == 'HOLD_CLAIMABLE' }.actions[0].call.data", startsWith("0xa98a7c6b"))
                .body("findings.find { it.code == 'HOLD_LOCKED' }.until", equalTo("2026-11-24T00:00:00Z"))
                .body(
                        "findings.find { it.code == 'SESSION_OVERDUE' }.evidence.href",
                        hasItem("/local/session/" + cast.overdue()));
    }

    @Test
    void theSameComesAsMarkdownForATicket() {
        Response reply = given().accept("text/markdown").get(OF_ANN);
        assertThat(reply.contentType()).startsWith("text/markdown");
        Response linked = given().get(OF_ANN + "?format=markdown");
        assertThat(linked.contentType()).startsWith("text/markdown");
        assertThat(linked.asString()).isEqualTo(reply.asString());
        given().get(OF_ANN + "?format=pdf").then().statusCode(400);
        assertThat(reply.header("Vary")).contains("Accept");
        assertThat(reply.asString())
                .startsWith("## MOR of `" + ANN.checksummed() + "` on Local chain\n")
                .contains("### 319.99 MOR can be claimed now")
                .contains("- Amount: 319.999 MOR (319999000000000000000 wei)\n- Since: ")
                .contains("- Until: 24 Nov 2026, 00:00 UTC\n")
                .contains("- Session " + cast.overdue() + ": ")
                .contains("/local/session/" + cast.overdue())
                .contains("cast send")
                .doesNotContain("<", "…");
    }

    @Test
    void thePageShowsEveryFindingAndWorksWithoutScripts() {
        List<String> titles = when().get(OF_ANN).jsonPath().getList("findings.title");
        String page = given().accept("text/html")
                .get("/local/address/" + ANN)
                .asString()
                .replace("&#39;", "'");
        assertThat(titles).isNotEmpty().allSatisfy(title -> assertThat(page).contains(title));
        assertThat(page).contains("How to do it").contains("cast send").doesNotContain("style=");
    }

    @Test
    void whoseMorLeftIsToldSo() {
        when().get("/api/v1/local/addresses/" + BEN + "/diagnosis")
                .then()
                .statusCode(200)
                .body("findings[0].code", equalTo("MOR_LEFT"));
    }

    @Test
    void badAddressesAndNetworksAreRefusedAsEverywhere() {
        when().get("/api/v1/local/addresses/0x12/diagnosis").then().statusCode(400);
        when().get("/api/v1/nowhere/addresses/" + ANN + "/diagnosis").then().statusCode(404);
    }

    /** Whatever the reason why a node was asked in its place. */
    @Test
    void anIndexThatIsAwayIsOutOfReachOrNotCompleteYet() {
        assertThat(FindingCode.INDEX_AWAY.meaning())
                .contains("its database is out of reach", "does not have all of the chain's history yet");
    }

    @Test
    void theContractSaysWhatEveryCodeMeans() {
        String described =
                when().get("/q/openapi?format=json").jsonPath().getString("components.schemas.Code.description");
        assertThat(Stream.of(FindingCode.values()))
                .allSatisfy(findingCode -> assertThat(described).contains(findingCode.name(), findingCode.meaning()));
    }
}
