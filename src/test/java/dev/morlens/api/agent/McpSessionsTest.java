package dev.morlens.api.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.testing.server.McpSession;
import dev.morlens.testing.server.RawHttp;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agents' sessions take memory, so there are only so many. */
@QuarkusTest
@TestProfile(McpSessionsTest.ThreeSessions.class)
class McpSessionsTest {

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    @TestHTTPResource("/")
    URI server;

    /** Three at once, two of them for one client. */
    public static final class ThreeSessions extends SceneProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("morlens.agents.max-sessions", "3");
            config.put("morlens.agents.max-sessions-per-client", "2");
            return config;
        }
    }

    @Test
    void oneSessionTooManyIsRefusedAndThoseThatAreOpenGoOn() throws IOException {
        McpSession first = McpSession.open();
        McpSession.open();

        RawHttp.Answer ofOneClient = ask("127.0.0.1");
        assertThat(ofOneClient.status()).isEqualTo(429);
        assertThat(ofOneClient.header("Retry-After")).isEqualTo("60");
        assertThat(ofOneClient.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(ask("127.0.8.1").status()).isEqualTo(200);
        RawHttp.Answer ofAll = ask("127.0.8.2");
        assertThat(ofAll.status()).isEqualTo(503);
        assertThat(ofAll.header("Retry-After")).isEqualTo("60");
        assertThat(first.send("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private RawHttp.Answer ask(String from) throws IOException {
        return RawHttp.ask(
                server.getPort(),
                from,
                "POST /mcp HTTP/1.1",
                "Content-Type: application/json",
                "Accept: application/json, text/event-stream",
                "Content-Length: " + INITIALIZE.length(),
                "",
                INITIALIZE);
    }
}
