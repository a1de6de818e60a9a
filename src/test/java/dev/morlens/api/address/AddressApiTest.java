package dev.morlens.api.address;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AddressApiTest extends HttpTest {

    @Test
    void theBucketsOfAPositionAddUpToItsTotalAndItsParts() {
        JsonPath position = given().get(API + "/addresses/" + LocalChain.sample("claimable"))
                .jsonPath();
        Map<String, Map<String, Object>> buckets = position.getMap("buckets");
        BigInteger sum = buckets.values().stream()
                .map(bucket -> new BigInteger((String) bucket.get("amount")))
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(sum).isEqualTo(new BigInteger(position.getString("total")));
        BigInteger held = new BigInteger(position.getString("buckets.onHold.lockedAmount"))
                .add(new BigInteger(position.getString("buckets.onHold.claimableAmount")));
        assertThat(held).isEqualTo(new BigInteger(position.getString("buckets.onHold.amount")));
        assertThat(position.getInt("buckets.onHold.claimableCount")).isPositive();
        assertThat(position.getString("asOf.source")).isEqualTo("index");
    }

    @Test
    void anAddressWithMorInTheContractIsVerifiedAtABlockNotAboveItsAnswer() throws InterruptedException {
        String address = LocalChain.sample("claimable");
        JsonPath position = whenVerified(address);
        assertThat(position.getLong("verification.blockNumber")).isBetween(1L, position.getLong("asOf.blockNumber"));
        given().get("/local/address/" + address).then().body(containsString("Checked against the chain at block"));
        given().get(API + "/status").then().body("audits.differed", equalTo(0));
        assertThat(given().get(API + "/status").jsonPath().getLong("audits.agreed"))
                .isPositive();
        given().get("/local/status").then().body(containsString("Addresses against the chain"));
    }

    @Test
    void theStatusSaysHowLongComparingAllTakesAndThatTheNodeReadsManyWordsInOneCall() throws InterruptedException {
        whenVerified(LocalChain.sample("claimable"));
        Instant deadline = Instant.now().plusSeconds(30);
        JsonPath status = given().get(API + "/status").jsonPath();
        while (status.get("audits.pace") == null && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
            status = given().get(API + "/status").jsonPath();
        }
        assertThat(status.getLong("audits.pace.addresses")).isPositive();
        assertThat(status.getLong("audits.pace.calls")).isPositive();
        assertThat(status.getLong("audits.pace.seconds")).isBetween(0L, 86_400L);
        assertThat(status.getList("endpoints[0].learnt.code", String.class)).contains("words-per-call");
        given().get("/local/status")
                .then()
                .body(containsString("with MOR in the contract are compared about once every"))
                .body(containsString("reads up to 2000 storage words in one call"));
    }

    private static JsonPath whenVerified(String address) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        JsonPath position = given().get(API + "/addresses/" + address).jsonPath();
        while (!position.getString("verification.status").equals("verified")) {
            assertThat(Instant.now()).as(position.prettify()).isBefore(deadline);
            Thread.sleep(100);
            position = given().get(API + "/addresses/" + address).jsonPath();
        }
        return position;
    }

    @Test
    void anAddressThatNeverHeldMorAnswersZeros() {
        given().get(API + "/addresses/0x00000000000000000000000000000000000000aa")
                .then()
                .statusCode(200)
                .body("total", equalTo("0"))
                .body("firstSeen", nullValue());
    }

    @Test
    void aHeadThatIsKnownAnswersNotModified() {
        String path = API + "/addresses/" + LocalChain.sample("claimable");
        Response first = given().get(path);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        given().header("If-None-Match", first.header("ETag")).get(path).then().statusCode(304);
        given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }

    @Test
    void movementsGoOnWithoutGapsOrRepeatsToTheirEnd() {
        String path = API + "/addresses/" + LocalChain.sample("claimable") + "/movements";
        List<String> all = places(given().queryParam("limit", 500).get(path).jsonPath());
        List<String> parts = new ArrayList<>();
        String cursor = null;
        do {
            var request = given().queryParam("limit", 7);
            JsonPath part = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(path)
                    .jsonPath();
            parts.addAll(places(part));
            cursor = part.getString("nextCursor");
        } while (cursor != null);
        assertThat(parts).isEqualTo(all).hasSizeGreaterThan(7);
        assertThat(new HashSet<>(parts)).hasSameSizeAs(parts);
    }

    private static List<String> places(JsonPath list) {
        List<Map<String, Object>> items = list.getList("items");
        return items.stream()
                .map(item -> item.get("blockNumber") + ":" + item.get("logIndex") + ":" + item.get("seq"))
                .toList();
    }

    @Test
    void theNewestMovementLeavesTheWalletThatThePositionShows() {
        String address = LocalChain.sample("claimable");
        String wallet = given().get(API + "/addresses/" + address).path("buckets.wallet.amount");
        given().queryParam("bucket", "wallet")
                .queryParam("limit", 1)
                .get(API + "/addresses/" + address + "/movements")
                .then()
                .statusCode(200)
                .body("items[0].after.wallet", equalTo(wallet));
    }

    @Test
    void movementsComeAsCsvWhereThatIsAskedFor() {
        given().accept("text/csv")
                .get(API + "/addresses/" + LocalChain.sample("claimable") + "/movements")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .body(containsString("blockNumber"));
    }

    @Test
    void claimableHoldsAreThoseOfTheClaimableState() {
        given().queryParam("state", "claimable")
                .get(API + "/addresses/" + LocalChain.sample("claimable") + "/holds")
                .then()
                .statusCode(200)
                .body("items.state", everyItem(is("claimable")))
                .body("items.size()", org.hamcrest.Matchers.greaterThan(0));
    }

    @Test
    void aClosedSessionsStakeIsReturnedHeldAndIfDirectItsCost() {
        JsonPath list = given().queryParam("state", "closed")
                .queryParam("limit", 200)
                .get(API + "/sessions")
                .jsonPath();
        List<Map<String, Object>> sessions = list.getList("items");
        assertThat(sessions).hasSizeGreaterThan(50);
        for (Map<String, Object> session : sessions) {
            if (session.get("fundedBy").equals("wallet")) {
                BigInteger parts = wei(session, "returnedAmount")
                        .add(wei(session, "heldAmount"))
                        .add((boolean) session.get("directPayment") ? wei(session, "cost") : BigInteger.ZERO);
                assertThat(parts).as(session.toString()).isEqualTo(wei(session, "stake"));
            }
            assertThat(wei(session, "cost"))
                    .isEqualTo(wei(session, "providerPaid").add(wei(session, "providerOwed")));
        }
    }

    private static BigInteger wei(Map<String, Object> session, String field) {
        return new BigInteger((String) session.get(field));
    }

    @Test
    void aTransactionShowsTheFlowsThatTheListsShow() {
        String address = LocalChain.sample("claimable");
        String hash = given().get(API + "/addresses/" + address + "/movements").path("items[0].txHash");
        given().get(API + "/transactions/" + hash).then().statusCode(200).body("movements.txHash", everyItem(is(hash)));
    }

    @Test
    void aBatchAnswersInTheOrderAsked() {
        String one = LocalChain.sample("claimable");
        String two = LocalChain.sample("provider stake");
        given().contentType("application/json")
                .body(Map.of("addresses", List.of(two, one, two)))
                .post(API + "/addresses")
                .then()
                .statusCode(200)
                .body("items.address", equalTo(List.of(two, one, two)));
    }

    @Test
    void searchFindsAnAddressASessionAndATransaction() {
        String address = LocalChain.sample("claimable");
        String session = given().get(API + "/sessions").path("items[0].id");
        String hash = given().get(API + "/sessions").path("items[0].openedTx");
        search(address, "address");
        search("https://explorer.example/address/" + address + "?tab=tokens", "address");
        search(session, "session");
        search(hash, "transaction");
    }

    private static void search(String text, String kind) {
        given().queryParam("q", text)
                .get("/api/v1/search")
                .then()
                .statusCode(200)
                .body("items[0].kind", equalTo(kind));
    }
}
