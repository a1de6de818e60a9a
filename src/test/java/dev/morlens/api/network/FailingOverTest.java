package dev.morlens.api.network;

import static dev.morlens.http.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.abi.HoldSlots;
import dev.morlens.testing.chain.Anvil;
import dev.morlens.testing.chain.GatedChain;
import dev.morlens.testing.server.McpSession;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Node and database are taken away from a real server: it goes on with what is left, says so, and recovers alone. */
@QuarkusTest
@TestProfile(GatedChain.Profile.class)
class FailingOverTest {

    private static final String API = "/api/v1/local/addresses/";

    private final List<String> samples = new ArrayList<>();

    @BeforeEach
    void allIsWell() throws InterruptedException {
        for (JsonNode sample : GatedChain.chain().samples()) {
            samples.add(sample.get("address").asText());
        }
        await(
                "/api/v1/local/status",
                status -> "following".equals(status.getString("state"))
                        && "agrees".equals(status.getString("completeness"))
                        && status.getMap("nodeHead").equals(status.getMap("indexed")));
        for (String sample : samples) {
            await(
                    API + sample,
                    answer -> "index".equals(answer.getString("asOf.source")) && !answer.getBoolean("asOf.stale"));
        }
    }

    @AfterEach
    void giveBack() {
        GatedChain.toNode().open();
        GatedChain.toDatabase().open();
    }

    @Test
    void withoutTheNodeTheIndexAnswersMarkedStale() throws InterruptedException {
        String path = API + samples.getFirst();
        GatedChain.toNode().shut();
        JsonPath stale = await(path, answer -> answer.getBoolean("asOf.stale"));
        assertThat(stale.getString("asOf.source")).isEqualTo("index");
        assertThat(stale.getString("total")).isNotNull();
        given().get("/local/address/" + samples.getFirst())
                .then()
                .statusCode(200)
                .body(containsString("may be old"));
        given().get(path + "?source=live").then().statusCode(503).header("Retry-After", notNullValue());

        GatedChain.toNode().open();
        GatedChain.chain().mine(2);
        JsonPath fresh = await(path, answer -> !answer.getBoolean("asOf.stale"));
        await(path, answer -> answer.getLong("asOf.blockNumber") >= stale.getLong("asOf.blockNumber") + 2);
        assertThat(fresh.getString("asOf.source")).isEqualTo("index");
    }

    @Test
    void withoutTheDatabaseTheNodeAnswers() throws InterruptedException {
        List<JsonPath> indexed = samples.stream()
                .map(address -> given().get(API + address + "?source=index").jsonPath())
                .toList();
        GatedChain.toDatabase().shut();
        String unknown =
                firstAddress(response -> response.statusCode() == 200 && "live".equals(response.path("asOf.source")));
        JsonPath live = given().get(API + unknown).jsonPath();
        assertThat(live.getString("buckets.wallet.amount")).isEqualTo("0");
        for (JsonPath before : indexed) {
            JsonPath now = given().get(API + before.getString("address") + "?source=live")
                    .jsonPath();
            for (String figure : List.of("wallet", "activeSessions", "onHold", "providerStake")) {
                assertThat((Map<?, ?>) now.getMap("buckets." + figure))
                        .as("%s of %s", figure, before.getString("address"))
                        .isEqualTo(before.getMap("buckets." + figure));
            }
        }
        given().get("/local/address/" + unknown)
                .then()
                .statusCode(200)
                .body(containsString("straight from the contracts"));

        GatedChain.toDatabase().open();
        await(
                API + unknown,
                answer -> "index".equals(answer.getString("asOf.source")) && !answer.getBoolean("asOf.stale"));
    }

    @Test
    void aDatabaseThatFallsSilentIsGivenUpAndFoundAgain() throws InterruptedException {
        GatedChain.toDatabase().hush();
        String unknown =
                firstAddress(response -> response.statusCode() == 200 && "live".equals(response.path("asOf.source")));
        long lastLive = given().get(API + unknown).jsonPath().getLong("asOf.blockNumber");

        GatedChain.toDatabase().open();
        GatedChain.chain().mine(2);
        await(
                API + unknown,
                answer -> "index".equals(answer.getString("asOf.source"))
                        && !answer.getBoolean("asOf.stale")
                        && answer.getLong("asOf.blockNumber") >= lastLive + 2);
    }

    @Test
    void withoutTheDatabaseTheNodeTellsWhatIsGoingOnAndWhatToDo() throws InterruptedException {
        String holder = made("many-holds");
        new Anvil(GatedChain.chain().rpcUrl())
                .mine(Instant.parse(await(API + holder, answer -> true).getString("asOf.timestamp"))
                        .plusSeconds(86_400));
        String owner = made("overdue-session");
        JsonPath overdue =
                await(API + owner + "/diagnosis", answer -> codes(answer).contains("SESSION_OVERDUE_FUNDING_BALANCE"));
        JsonPath claim =
                await(API + holder + "/claim", answer -> Boolean.TRUE.equals(answer.<Boolean>get("dryRun.ok")));
        JsonPath close = given().get(API + owner + "/actions").jsonPath();
        GatedChain.toDatabase().shut();
        JsonPath told = await(API + owner + "/diagnosis", answer -> "live".equals(answer.getString("asOf.source")));

        assertThat(codes(told)).startsWith("INDEX_AWAY").contains("SESSION_OVERDUE_FUNDING_BALANCE", "GAS_MISSING");
        String found = "findings.find { it.code == 'SESSION_OVERDUE_FUNDING_BALANCE' }.";
        assertThat(told.getString(found + "amount")).isEqualTo(overdue.getString(found + "amount"));
        assertThat(told.getString(found + "explanation")).isEqualTo(overdue.getString(found + "explanation"));
        assertThat(told.getList("asOf.incomplete", String.class)).contains("modelStake", "stakingPool");

        JsonPath actions = given().get(API + owner + "/actions").jsonPath();
        assertThat(actions.getString("asOf.source")).isEqualTo("live");
        assertThat(actions.getString("items[0].kind")).isEqualTo(close.getString("items[0].kind"));
        assertThat(actions.getString("items[0].subject"))
                .isEqualTo(close.getString("items[0].subject"))
                .isNotNull();
        assertThat(actions.getString("items[0].dryRun.error"))
                .isEqualTo(close.getString("items[0].dryRun.error"))
                .startsWith("ERC20: ");

        JsonPath again = given().get(API + holder + "/claim").jsonPath();
        assertThat(again.getString("asOf.source")).isEqualTo("live");
        assertThat(again.getString("calls[0].data")).isEqualTo(claim.getString("calls[0].data"));
        assertThat(again.getString("calls[0].expectedAmount")).isEqualTo(claim.getString("calls[0].expectedAmount"));
        assertThat(again.getBoolean("dryRun.ok")).isTrue();
        assertThat(again.getString("needs")).contains("several claims");

        given().accept("text/html")
                .get("/local/address/" + owner)
                .then()
                .statusCode(200)
                .body(containsString("own records cannot be used just now"))
                .body(containsString("cannot be closed at present"));
        JsonNode agent = McpSession.open()
                .call("where_is_my_mor", new ObjectMapper().createObjectNode().put("address", owner));
        assertThat(agent.at("/result/isError").asBoolean()).isFalse();
        assertThat(agent.at("/result/structuredContent/diagnosis/asOf/source").asText())
                .isEqualTo("live");
    }

    @Test
    void withoutTheDatabaseTheHealthyAreToldOnlyThatTheRestIsMissing() throws InterruptedException {
        String quiet = made("quiet-wallet");
        await(API + quiet, answer -> !"0".equals(answer.getString("total")));
        assertThat(codes(diagnosis(quiet, "index"))).isEmpty();
        String runner = made("running-session");
        await(API + runner, answer -> !"0".equals(answer.getString("buckets.activeSessions.amount")));
        assertThat(codes(diagnosis(runner, "index"))).containsExactly("SESSION_RUNNING");
        GatedChain.toDatabase().shut();

        assertThat(codes(diagnosis(runner, "live"))).containsExactly("INDEX_AWAY", "SESSION_RUNNING");
        assertThat(codes(diagnosis(quiet, "live"))).containsExactly("INDEX_AWAY");
    }

    /** More than anybody has: the contract's storage is made to say so. */
    @Test
    void withoutTheDatabaseRowsTooManyToReadAreNamedAndTheirClaimIsOffered() throws InterruptedException {
        Address holder = Address.of("0x" + "5a".repeat(20));
        GatedChain.chain()
                .rpc(
                        "anvil_setStorageAt",
                        GatedChain.chain().network("local").diamond().toString(),
                        HoldSlots.of(holder).length().toString(),
                        "0x%064x".formatted(100_000));
        GatedChain.chain().mine(1);
        GatedChain.toDatabase().shut();
        JsonPath told = await(API + holder, answer -> "live".equals(answer.getString("asOf.source")));

        assertThat(told.getList("asOf.incomplete", String.class)).contains("onHold");
        assertThat(told.getMap("buckets")).containsKey("wallet").doesNotContainKey("onHold");
        assertThat(told.getString("total")).isNull();
        JsonPath claim = given().get(API + holder + "/claim").jsonPath();
        assertThat(claim.getString("needs")).contains("too many rows");
        assertThat(claim.getList("calls")).hasSize(1);
        assertThat(claim.getString("amount")).isNull();
        assertThat(claim.getBoolean("dryRun.ok")).isFalse();
        assertThat(given().get(API + holder + "/actions").jsonPath().getList("items.kind", String.class))
                .containsExactly("claim-holds");
        assertThat(diagnosis(holder.toString(), "live").getString("findings[0].explanation"))
                .contains("too many rows");
        given().accept("text/html")
                .get("/local/address/" + holder)
                .then()
                .statusCode(200)
                .body(containsString("too many rows to read"))
                .body(not(containsString("nothing to claim")))
                .body(not(containsString("none of its own is on hold")));
        assertThat(given().get(API + holder + "/calendar.ics").asString().replace("\r\n ", ""))
                .contains("Not in this calendar at present", "what staking pools hold");
    }

    /** Its page shows the position at hand, and what a node tells of it now. */
    @Test
    void withoutTheDatabaseThePageOfAnAddressAtHandTellsWhatIsGoingOn() throws InterruptedException {
        String runner = made("running-session");
        await(
                API + runner,
                answer -> "verified".equals(answer.getString("verification.status"))
                        && !"0".equals(answer.getString("buckets.activeSessions.amount")));
        GatedChain.toDatabase().shut();
        firstAddress(response -> response.statusCode() == 200 && "live".equals(response.path("asOf.source")));
        given().accept("text/html")
                .get("/local/address/" + runner)
                .then()
                .statusCode(200)
                .body(containsString("the last that we know"))
                .body(containsString("own records cannot be used just now"))
                .body(containsString("A session is running until"));
    }

    @Test
    void withoutBothWhatIsGoingOnIsToldLater() throws InterruptedException {
        GatedChain.toNode().shut();
        GatedChain.toDatabase().shut();
        String unknown = firstAddress(response -> response.statusCode() == 503);
        for (String question : List.of("/diagnosis", "/actions", "/claim")) {
            given().get(API + unknown + question)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .contentType("application/problem+json");
        }
    }

    /** Whom a scene is about. */
    private static String made(String scenario) {
        return GatedChain.chain().scenario(scenario).get("made").get("user").asText();
    }

    private static List<String> codes(JsonPath diagnosis) {
        return diagnosis.getList("findings.code", String.class);
    }

    @Test
    void withoutBothWhatIsAtHandIsShownAndTheRestSaysWhenToComeBack() throws InterruptedException {
        String atHand = API + samples.getFirst();
        given().get(atHand).then().statusCode(200);
        GatedChain.toNode().shut();
        GatedChain.toDatabase().shut();
        String unknown = firstAddress(response -> response.statusCode() == 503);
        given().get(API + unknown)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("status", equalTo(503))
                .body("detail", not(containsString("Exception")));
        given().accept("text/html")
                .get("/local/address/" + unknown)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType(containsString("text/html"))
                .body(containsString("No answer is possible right now"));
        given().get(atHand).then().statusCode(200).body("asOf.stale", equalTo(true));
        given().get("/local/address/" + samples.getFirst())
                .then()
                .statusCode(200)
                .body(containsString("the last that we know"));

        GatedChain.toNode().open();
        GatedChain.toDatabase().open();
        await(
                API + unknown,
                answer -> "index".equals(answer.getString("asOf.source")) && !answer.getBoolean("asOf.stale"));
    }

    @Test
    void anAddressOfWhichTheIndexIsWrongIsAnsweredByTheNodeUntilTheyAgree() throws Exception {
        JsonNode made = GatedChain.chain().scenario("running-session");
        String path = API + made.get("made").get("user").asText();
        JsonPath right = await(
                path,
                answer -> "verified".equals(answer.getString("verification.status"))
                        && !"0".equals(answer.getString("buckets.activeSessions.amount")));
        damage("wallet", right.getString("address"), "+");
        try {
            JsonPath live = await(path, answer -> "mismatch".equals(answer.getString("verification.status")));
            assertThat(live.getString("asOf.source")).isEqualTo("live");
            assertThat(live.getString("buckets.wallet.amount")).isEqualTo(right.getString("buckets.wallet.amount"));
            JsonPath told = diagnosis(right.getString("address"), "live");
            assertThat(codes(told)).containsExactly("INDEX_DIFFERS", "SESSION_RUNNING");
            given().get("/local/address/" + right.getString("address"))
                    .then()
                    .body(containsString("straight from the contracts"))
                    .body(containsString("are not those of the chain"))
                    .body(not(containsString("records cannot be used")))
                    .body(not(containsString("may be wrong")))
                    .body(containsString("the chain said something else"));
        } finally {
            damage("wallet", right.getString("address"), "-");
        }
        await(
                path,
                answer -> "verified".equals(answer.getString("verification.status"))
                        && "index".equals(answer.getString("asOf.source")));
    }

    @Test
    void whatBringsMorBackToAnAddressOfWhichTheIndexIsWrongIsToldByTheNodeToo() throws Exception {
        String holder = made("locked-hold");
        JsonPath right = await(
                API + holder + "/claim",
                answer -> "verified".equals(answer.getString("verification.status"))
                        && !answer.getList("calls").isEmpty());
        damage("on_hold", holder, "+");
        try {
            JsonPath claim = await(API + holder + "/claim", answer -> "live".equals(answer.getString("asOf.source")));
            assertThat(claim.getString("verification.status")).isEqualTo("mismatch");
            assertThat(claim.getString("amount")).isEqualTo(right.getString("amount"));
            assertThat(claim.getString("calls[0].data")).isEqualTo(right.getString("calls[0].data"));

            JsonPath actions = given().get(API + holder + "/actions").jsonPath();
            assertThat(actions.getString("asOf.source")).isEqualTo("live");
            assertThat(actions.getString("verification.status")).isEqualTo("mismatch");
            assertThat(actions.getString("items[0].kind")).isEqualTo("claim-holds");
            assertThat(actions.getString("items[0].amount")).isEqualTo(right.getString("amount"));
            given().get("/local/address/" + holder + "/actions")
                    .then()
                    .statusCode(200)
                    .body(containsString("Claim what is"))
                    .body(containsString("the chain said something else"));
        } finally {
            damage("on_hold", holder, "-");
        }
        await(
                API + holder + "/claim",
                answer -> "verified".equals(answer.getString("verification.status"))
                        && "index".equals(answer.getString("asOf.source")));
    }

    /** Damages the index behind its back by a wei, or mends it. */
    private static void damage(String bucket, String address, String sign) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(GatedChain.database().url());
        source.setUser(GatedChain.database().user());
        source.setPassword(GatedChain.database().password());
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update net_local.balances set " + bucket + " = " + bucket + " " + sign
                            + " 1 where address = decode('" + address.substring(2) + "', 'hex')"))
                    .isEqualTo(1);
        }
    }

    /** Once the node, left alone for some seconds after a silence, is asked again. */
    private static JsonPath diagnosis(String address, String source) throws InterruptedException {
        return await(
                API + address + "/diagnosis",
                answer -> source.equals(answer.getString("asOf.source"))
                        && !codes(answer).contains("CHAIN_NOT_ASKED"));
    }

    /** Each time one that nobody has asked for: an answer given while the gates fell shut would stay at hand. */
    private static String firstAddress(Predicate<Response> condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        for (int i = 0xae00; Instant.now().isBefore(deadline); i++) {
            String address = "0x000000000000000000000000000000000000" + Integer.toHexString(i);
            if (condition.test(given().get(API + address))) {
                return address;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no address was answered as expected");
    }
}
