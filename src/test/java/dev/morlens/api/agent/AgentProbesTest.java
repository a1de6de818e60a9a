package dev.morlens.api.agent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.testing.server.McpWire;
import dev.morlens.testing.server.RawHttp.Answer;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent of a version that is not served here hears which are, and takes nobody's place. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class AgentProbesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One more than there may be sessions at once. */
    private static final int PROBES = 1_001;

    private static final String NEW_VERSION = "MCP-Protocol-Version: 2026-07-28";

    /** As @modelcontextprotocol/client 2.4.0 begins. */
    private static final String DISCOVER = """
            {"jsonrpc":"2.0","id":"server-discover-probe-1","method":"server/discover","params":{"_meta":{\
            "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},\
            "io.modelcontextprotocol/clientCapabilities":{}}}}""";

    @TestHTTPResource("/")
    URI server;

    @Inject
    ConnectionManager sessions;

    private McpWire client;

    @BeforeEach
    void connect() throws IOException {
        client = McpWire.connect(server.getPort(), "127.0.8.7");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @Test
    void aThousandAndOneQuestionsInANewVersionTakeNoAgentItsPlace() throws IOException {
        Set<String> before = McpWire.open(sessions);
        for (int i = 0; i < PROBES; i++) {
            assertThat(client.post(DISCOVER, NEW_VERSION, "Mcp-Method: server/discover")
                            .status())
                    .isEqualTo(400);
        }
        assertThat(McpWire.open(sessions)).isEqualTo(before);
        Answer begun = client.post(McpWire.INITIALIZE);
        assertThat(begun.status()).isEqualTo(200);
        client.end(begun);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-07-28 | 2026-07-28 | \"server-discover-probe-1\" | server/discover | 2026-07-28",
                "2026-07-28 |            | 7                            | tools/list      | 2026-07-28",
                "           | 2026-07-28 | -9007199254740993            | tools/list      | 2026-07-28",
                "2025-11-25 | 2026-07-28 | \"\"                         | tools/call      | 2026-07-28",
                "2026-07-28 | 2025-06-18 | \"0\"                        | initialize      | 2026-07-28",
                "DRAFT      |            |                              | notifications/x | DRAFT"
            })
    void aVersionThatIsNotServedIsAnsweredByThoseThatAre(
            String header, String meta, String id, String method, String requested) throws IOException {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("method", method);
        if (id != null) {
            message.set("id", JSON.readTree(id));
        }
        if (meta != null) {
            message.putObject("params").putObject("_meta").put("io.modelcontextprotocol/protocolVersion", meta);
        }
        Set<String> before = McpWire.open(sessions);
        Answer answer = header == null
                ? client.post(message.toString())
                : client.post(message.toString(), "MCP-Protocol-Version: " + header);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.headers()).doesNotContainKey("Mcp-Session-Id");
        JsonNode told = JSON.readTree(answer.body());
        assertThat(told.path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(told.get("id")).isEqualTo(message.get("id"));
        assertThat(told.at("/error/code").asInt()).isEqualTo(-32_022);
        assertThat(told.at("/error/message").asText()).contains("2025-11-25").contains(requested);
        assertThat(told.at("/error/data/requested").asText()).isEqualTo(requested);
        assertThat(told.at("/error/data/supported").valueStream().map(JsonNode::asText))
                .startsWith("2025-11-25", "2025-06-18");
        assertThat(McpWire.open(sessions)).isEqualTo(before);
    }

    @Test
    void everyVersionThatIsNamedIsAgreedToAndServed() throws IOException {
        JsonNode named =
                JSON.readTree(client.post(DISCOVER, NEW_VERSION).body()).at("/error/data/supported");
        assertThat(named).isNotEmpty();
        for (JsonNode version : named) {
            Answer begun = client.post(McpWire.INITIALIZE.replace("2025-06-18", version.asText()));
            assertThat(JSON.readTree(begun.body()).at("/result/protocolVersion"))
                    .isEqualTo(version);
            Answer tools = client.post(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}",
                    McpWire.session(begun),
                    "MCP-Protocol-Version: " + version.asText());
            assertThat(JSON.readTree(tools.body()).at("/result/tools")).isNotEmpty();
            client.end(begun);
        }
    }

    @Test
    void aSessionOutlivesAQuestionInAVersionThatIsNotServed() throws IOException {
        Answer begun = client.post(McpWire.INITIALIZE);
        String session = McpWire.session(begun);
        Answer refused = client.post(DISCOVER, session, NEW_VERSION);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers()).doesNotContainKey("Mcp-Session-Id");
        assertThat(client.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", session)
                        .status())
                .isEqualTo(200);
        client.end(begun);
    }

    @Test
    void browsersMaySendTheNewHeadersAndReadTheAnswer() {
        String asked = "content-type,mcp-method,mcp-name,mcp-protocol-version,mcp-session-id";
        var preflight = given().header("Origin", "https://agent.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", asked)
                .options("/mcp");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://agent.example");
        assertThat(preflight.header("Access-Control-Allow-Headers").split(","))
                .contains("content-type", "mcp-method", "mcp-name", "mcp-protocol-version", "mcp-session-id");
        var refused = given().header("Origin", "https://agent.example")
                .header("MCP-Protocol-Version", "2026-07-28")
                .contentType("application/json")
                .body(DISCOVER)
                .post("/mcp");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://agent.example");
        assertThat(refused.header("Access-Control-Expose-Headers")).contains("Mcp-Session-Id");
        assertThat(refused.jsonPath().getInt("error.code")).isEqualTo(-32_022);
    }
}
