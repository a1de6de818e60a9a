package dev.morlens.api.movement;

import static dev.morlens.testing.scene.Cast.ANN;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SceneProfile.class)
class ServiceApiTest {

    @Inject
    FakeStores stores;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
        stores.show("other", Cast.act("other").scene());
    }

    @Test
    void aClosedSessionsMoneyAddsUp() {
        JsonPath session = when().get("/api/v1/local/sessions/" + cast.locked())
                .then()
                .extract()
                .jsonPath();
        BigInteger parts = amount(session, "returnedAmount")
                .add(amount(session, "heldAmount"))
                .add(amount(session, "cost"));
        assertThat(parts).isEqualTo(amount(session, "stake"));
        assertThat(amount(session, "providerPaid").add(amount(session, "providerOwed")))
                .isEqualTo(amount(session, "cost"));
        assertThat(session.getString("holdState")).isEqualTo("locked");
        assertThat(session.getString("closedBy")).isEqualTo("close");
        assertThat(session.getBoolean("directPayment")).isTrue();
    }

    @Test
    void anOpenSessionHasNothingOfAClose() {
        String body = when().get("/api/v1/local/sessions/" + cast.running())
                .then()
                .extract()
                .asString();
        assertThat(body).doesNotContain("closedAt", "returnedAmount", "heldAmount", "closedBy", "closeoutType", "null");
    }

    @Test
    void aTransactionHasItsFlowsInOrderAndEachActionOnce() {
        String hash = when().get("/api/v1/local/addresses/" + ANN + "/movements?bucket=onHold")
                .jsonPath()
                .getString("items[0].txHash");
        when().get("/api/v1/local/transactions/" + hash)
                .then()
                .statusCode(200)
                .body("actions.kind", contains("session-closed"))
                .body("movements.seq", contains(0, 1, 2))
                .body("movements[0].after", equalTo(null));
    }

    @Test
    void networkWideListsTakeFilters() {
        when().get("/api/v1/local/sessions").then().body("items", hasSize(5)).body("asOf.source", equalTo("index"));
        when().get("/api/v1/local/sessions?state=overdue&provider=" + Cast.PAT)
                .then()
                .body("items.id", contains(cast.overdue().toString()));
        when().get("/api/v1/local/sessions?provider=" + ANN).then().body("items", hasSize(0));
        when().get("/api/v1/local/holds?state=claimable").then().body("items.user", contains(ANN.checksummed()));
    }

    @Test
    void anAddressIsFoundOnEveryNetworkAndASessionOnItsOwn() {
        when().get("/api/v1/search?q=" + ANN)
                .then()
                .body("items.network", containsInAnyOrder("local", "other", "empty"))
                .body("items.kind", hasItem("address"));
        given().queryParam("q", "https://explorer.example/x/" + cast.running())
                .get("/api/v1/search")
                .then()
                .body("items.network", contains("local"))
                .body("items[0].href", equalTo("/local/session/" + cast.running()));
        when().get("/api/v1/search?q=0x" + "12".repeat(32))
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void whatAWebPageOrMailPutIntoAnIdIsDroppedByTheSearchAndRefusedInAPath() {
        String id = cast.running().toString();
        String broken = id.substring(0, 20) + "\u200b" + id.substring(20, 40) + "\r\n " + id.substring(40) + "\u00ad";
        given().queryParam("q", broken)
                .get("/api/v1/search")
                .then()
                .statusCode(200)
                .body("items[0].href", equalTo("/local/session/" + id));
        given().redirects()
                .follow(false)
                .queryParam("q", broken)
                .get("/search")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/local/session/" + id));
        when().get("/api/v1/local/sessions/{id}", broken).then().statusCode(400);
    }

    @Test
    void networksAndTheirStatusAreThereEvenWhereNothingIsIndexed() {
        when().get("/api/v1/networks").then().body("items.name", contains("local", "other", "empty"));
        when().get("/api/v1/empty/status").then().statusCode(200).body("indexed", equalTo(null));
        when().get("/api/v1/local/status").then().body("indexed.number", equalTo((int)
                cast.scene().head().number()));
    }

    @Test
    void movementsComeAsCsvThatNoSpreadsheetRuns() {
        String csv = given().accept("text/csv")
                .get("/api/v1/local/addresses/" + ANN + "/movements?limit=3")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).startsWith("blockNumber,logIndex,seq,txHash,timestamp,kind");
        String linked = given().get("/api/v1/local/addresses/" + ANN + "/movements?limit=3&format=csv")
                .then()
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(linked).isEqualTo(csv);
        assertThat(List.of("=1+1", "+1", "-x", "@a", "\tx"))
                .allSatisfy(cell -> assertThat(MovementCsv.harmless(cell)).startsWith("'"));
        assertThat(MovementCsv.harmless("-12")).isEqualTo("-12");
    }

    @Test
    void pagesOfOthersMayReadButNotSendTheirVisitorsSecrets() {
        given().header("Origin", "https://wallet.example")
                .get("/api/v1/networks")
                .then()
                .header("Access-Control-Allow-Origin", is("https://wallet.example"))
                .header("Access-Control-Allow-Credentials", is("false"));
    }

    @Test
    void theConstantAnswerHasTheSizeAskedFor() {
        assertThat(when().get("/q/bench/constant?size=500").asByteArray()).hasSize(500);
        assertThat(when().get("/q/bench/constant?size=-1").statusCode()).isEqualTo(404);
    }

    private static BigInteger amount(JsonPath session, String field) {
        return new BigInteger(session.getString(field));
    }
}
