package dev.morlens.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.morlens.testing.McpSession;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agents' sessions take memory, so there are only so many. */
@QuarkusTest
@TestProfile(AgentSessionsTest.TwoSessions.class)
class AgentSessionsTest {

    /** Two at once. */
    public static final class TwoSessions extends SceneProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("morlens.agents.max-sessions", "2");
            return config;
        }
    }

    @Test
    void oneSessionTooManyIsRefusedAndThoseThatAreOpenGoOn() {
        McpSession first = McpSession.open();
        McpSession.open();

        refused().then().statusCode(503).header("Retry-After", equalTo("60")).contentType("application/problem+json");
        assertThat(first.send("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static Response refused() {
        return given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .body("""
                        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",
                         "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""")
                .post("/mcp");
    }
}
