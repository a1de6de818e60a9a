package dev.morlens.api.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.testing.Counts;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a message outside a session is: only one that its sender is told of begins a session. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class AgentBeginningsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SPOILT = 1_000;

    /** Stands for a number that no double holds. */
    private static final String HUGE = "\"huge\"";

    @TestHTTPResource("/")
    URI server;

    @Inject
    ConnectionManager sessions;

    private McpWire client;

    @BeforeEach
    void connect() throws IOException {
        client = McpWire.connect(server.getPort(), "127.0.8.8");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"x\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"} {}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"q/close\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"initialize\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"initialize\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "[]",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}]",
                "\"initialize\"",
                "{",
                ""
            })
    void whatBeginsNothingIsRefusedAndLeavesNothingBehind(String message) throws IOException {
        Set<String> before = McpWire.open(sessions);
        for (String version : List.of("2025-06-18", "2026-07-28")) {
            Answer answer = client.post(message, "MCP-Protocol-Version: " + version);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(JSON.readTree(answer.body()).at("/error/message").asText())
                    .isNotBlank();
        }
        assertThat(McpWire.open(sessions)).isEqualTo(before);
    }

    /** Each with one of its parts replaced or left out. */
    @Test
    void noSpoiltInitializeFailsInsideOrLeavesASessionThatItsAskerIsNotTold() throws IOException {
        Random random = new Random(Counts.seed("AgentBeginningsTest"));
        Set<String> before = McpWire.open(sessions);
        List<String> faults = new ArrayList<>();
        int begun = 0;
        for (int i = 0; i < Counts.of(SPOILT); i++) {
            String message = spoilt(random);
            Answer answer = client.post(message);
            if (answer.header("Mcp-Session-Id").isEmpty() ? answer.status() != 400 : answer.status() != 200) {
                faults.add(answer.status() + " " + message);
            } else if (answer.status() == 200) {
                begun++;
                client.end(answer);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(McpWire.open(sessions)).isEqualTo(before);
        assertThat(begun).as("those that were still sound").isPositive();
    }

    @Test
    void streamsAndEndsWithoutASessionLeaveNone() throws IOException {
        Set<String> before = McpWire.open(sessions);
        assertThat(client.ask("GET /mcp HTTP/1.1", "").status()).isEqualTo(405);
        assertThat(client.ask("GET /mcp/sse HTTP/1.1", "").status()).isEqualTo(404);
        assertThat(client.ask("DELETE /mcp HTTP/1.1", "").status()).isEqualTo(404);
        assertThat(client.ask("POST /mcp/ HTTP/1.1", "{}").status()).isEqualTo(400);
        assertThat(McpWire.open(sessions)).isEqualTo(before);
    }

    private static String spoilt(Random random) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(McpWire.INITIALIZE);
        List<JsonNode> inner = new ArrayList<>(List.of(message));
        for (int i = 0; i < inner.size(); i++) {
            inner.get(i).forEach(node -> {
                if (node.isContainerNode()) {
                    inner.add(node);
                }
            });
        }
        JsonNode place = inner.get(random.nextInt(inner.size()));
        JsonNode other = one(random, "null", "7", HUGE, "\"x\"", "\"\"", "[]", "[7]", "{}", "{\"a\":1}", "true");
        if (place instanceof ArrayNode array) {
            array.set(0, other);
        } else if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, other);
            }
        }
        return message.toString().replace(HUGE, "1e999");
    }

    private static JsonNode one(Random random, String... values) throws IOException {
        return JSON.readTree(values[random.nextInt(values.length)]);
    }
}
