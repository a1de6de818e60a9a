package dev.morlens.api.agent;

import static dev.morlens.testing.scene.Cast.ANN;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.testing.server.McpSession;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent asks over the Model Context Protocol and hears what the API says. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class McpToolsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    FakeStores stores;

    private final Cast cast = Cast.act("local");

    @Inject
    Event<HeadChanged> landings;

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
        stores.show("other", Cast.act("other").scene());
        // Whoever took the database away before has left it marked as such until something lands.
        landings.fire(new HeadChanged("local", cast.scene().head(), Set.of(ANN, Cast.NOBODY)));
    }

    @AfterEach
    void bringBack() {
        stores.down(false);
    }

    @Test
    void theServerSaysWhoItIsAndWhichToolsItHas() {
        McpSession agent = McpSession.open();
        assertThat(agent.greeting().at("/serverInfo/name").asText()).isEqualTo("morlens");
        assertThat(agent.greeting().path("instructions").asText()).contains("Read-only");
        JsonNode tools = agent.ask("tools/list", JSON.createObjectNode()).at("/result/tools");
        assertThat(tools.findValuesAsText("name"))
                .containsExactlyInAnyOrder("where_is_my_mor", "explain_session", "prepare_claim", "protocol_health");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.path("description").asText()).contains("wei");
            assertThat(tool.at("/annotations/readOnlyHint").asBoolean()).isTrue();
            assertThat(tool.at("/annotations/destructiveHint").asBoolean(true)).isFalse();
            assertThat(tool.at("/inputSchema/properties/network").isObject()).isTrue();
            assertThat(tool.at("/inputSchema/required")).noneMatch(name -> "network".equals(name.asText()));
        });
    }

    @Test
    void whereMorIsComesAsTheApiHasItWithWhatToDo() throws IOException {
        JsonNode answer = good("where_is_my_mor", Map.of("address", ANN.toString(), "network", "local"));
        assertThat(answer.path("position")).isEqualTo(api("/addresses/" + ANN));
        assertThat(answer.path("diagnosis").path("findings"))
                .isEqualTo(api("/addresses/" + ANN + "/diagnosis").path("findings"))
                .isNotEmpty();
        assertThat(answer.path("page").asText()).isEqualTo("/local/address/" + ANN.checksummed());
    }

    @Test
    void aSessionIsExplainedOpenOrClosed() throws IOException {
        String running = "/sessions/" + cast.running();
        JsonNode open =
                good("explain_session", Map.of("sessionId", cast.running().toString()));
        assertThat(open.path("session")).isEqualTo(api(running));
        assertThat(open.path("closePreview")).isEqualTo(api(running + "/close-preview"));
        JsonNode closed =
                good("explain_session", Map.of("sessionId", cast.locked().toString()));
        assertThat(closed.path("session")).isEqualTo(api("/sessions/" + cast.locked()));
        assertThat(closed.has("closePreview")).isFalse();
    }

    @Test
    void aClaimIsPreparedUnsigned() throws IOException {
        JsonNode answer = good("prepare_claim", Map.of("address", ANN.toString()));
        assertThat(answer).isEqualTo(api("/addresses/" + ANN + "/claim"));
        assertThat(answer.at("/calls/0/value").asText()).isEqualTo("0");
        JsonNode delegates =
                good("prepare_claim", Map.of("address", ANN.toString(), "sender", Cast.NOBODY.checksummed()));
        assertThat(delegates).isEqualTo(api("/addresses/" + ANN + "/claim?sender=" + Cast.NOBODY));
        assertThat(delegates.path("from").asText()).isEqualTo(Cast.NOBODY.checksummed());
        JsonNode nothing = good("prepare_claim", Map.of("address", Cast.NOBODY.toString()));
        assertThat(nothing.path("calls")).isEmpty();
    }

    @Test
    void theProtocolsHealthNamesWhatIsOverdueAndHowFarTheIndexIs() throws IOException {
        JsonNode answer = good("protocol_health", Map.of());
        assertThat(answer.at("/overdue/count").asInt()).isEqualTo(1);
        assertThat(answer.at("/index/indexed")).isEqualTo(api("/status").path("indexed"));
        assertThat(answer.has("onChain")).as("there is no node").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "where_is_my_mor, address, 0x12, 40 hexadecimal digits",
        "where_is_my_mor, address, 0x7431ada8a591C955a994a21710752EF9b882b8e3, checksum",
        "prepare_claim, address, <script>, 40 hexadecimal digits",
        "explain_session, sessionId, 0x12, 64 hexadecimal digits",
        "explain_session, sessionId, 0x7777777777777777777777777777777777777777777777777777777777777777, no session",
        "protocol_health, network, nowhere, local",
        "protocol_health, network, empty, try again"
    })
    void aWrongArgumentIsAnsweredWithWhatWasExpected(String tool, String name, String value, String expected) {
        assertThat(refusal(McpSession.open().call(tool, JSON.createObjectNode().put(name, value))))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"address\":7}",
                "{\"address\":null}",
                "{\"address\":[]}",
                "{\"address\":{\"a\":1}}",
                "[]",
                "7"
            })
    void argumentsOfAnotherShapeAreRefused(String arguments) throws IOException {
        assertThat(refusal(McpSession.open().call("where_is_my_mor", JSON.readTree(arguments))))
                .isNotBlank();
    }

    @Test
    void longAndInvisibleTextComesBackBounded() {
        ObjectNode hostile = JSON.createObjectNode().put("address", "\u202e\u0000" + "x".repeat(50_000));
        String told = refusal(McpSession.open().call("where_is_my_mor", hostile));
        assertThat(told).hasSizeLessThan(2_000).doesNotContain("\u202e", "\\u0000");
    }

    @Test
    void whenNothingCanAnswerTheAgentHearsToTryAgain() {
        stores.down(true);
        ObjectNode unseen =
                JSON.createObjectNode().put("sessionId", cast.overdue().toString());
        assertThat(refusal(McpSession.open().call("explain_session", unseen))).contains("try again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "7",
                "{}",
                "[7]",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"cursor\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"logging/setLevel\",\"params\":{\"level\":\"x\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"clientInfo\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/burn\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"send_money\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":7}",
                "{\"jsonrpc\":\"1.0\",\"id\":{},\"method\":7}"
            })
    void messagesThatAreNoneAreRefusedWithoutAWordOfTheInside(String message) {
        Response answer = McpSession.open().send(message);
        assertThat(answer.statusCode()).isLessThan(500);
        assertThat(answer.asString()).doesNotContain("Exception", "dev.morlens", "\tat ");
    }

    @Test
    void streamsThatHoldAConnectionAreNotOffered() {
        given().accept("text/event-stream").get("/mcp").then().statusCode(405);
        given().accept("text/event-stream").get("/mcp/sse").then().statusCode(404);
        given().contentType("application/json")
                .body("{}")
                .post("/mcp/messages/1")
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsToldToLanguageModelsNamesEveryToolAndOnlyPathsThatTheContractHas() {
        Response told = when().get("/llms.txt");
        assertThat(told.contentType()).startsWith("text/plain");
        JsonNode tools =
                McpSession.open().ask("tools/list", JSON.createObjectNode()).at("/result/tools");
        assertThat(told.asString()).contains("/mcp").contains(tools.findValuesAsText("name"));
        var paths =
                when().get("/q/openapi?format=json").jsonPath().getMap("paths").keySet();
        List<String> named = Pattern.compile("(?m)^- (/api/v1/NETWORK[^ :,?;]*)")
                .matcher(told.asString())
                .results()
                .map(found -> found.group(1)
                        .replace("NETWORK", "{network}")
                        .replace("ADDRESS", "{address}")
                        .replace("SESSION", "{sessionId}")
                        .replace("HASH", "{hash}"))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(path -> assertThat(paths).contains(path));
    }

    private static JsonNode good(String tool, Map<String, String> arguments) throws IOException {
        JsonNode result =
                McpSession.open().call(tool, JSON.valueToTree(arguments)).path("result");
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        JsonNode content = result.path("structuredContent");
        assertThat(JSON.readTree(result.at("/content/0/text").asText())).isEqualTo(content);
        return content;
    }

    /** All that is told of a failure, whichever way it is told. */
    private static String refusal(JsonNode answer) {
        boolean failed = answer.has("error") || answer.at("/result/isError").asBoolean();
        assertThat(failed).as(answer.toString()).isTrue();
        assertThat(answer.toString()).doesNotContain("Exception", "dev.morlens", "\\tat ");
        return List.of(
                        answer.at("/error/message").asText(),
                        answer.at("/result/content/0/text").asText())
                .toString();
    }

    private static JsonNode api(String path) throws IOException {
        return JSON.readTree(when().get("/api/v1/local" + path).asString());
    }
}
