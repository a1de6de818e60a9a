package dev.morlens.testing.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkiverse.mcp.server.runtime.McpConnectionBase;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An agent's messages as they go over the wire, sound or not, on one connection. */
public final class McpWire implements AutoCloseable {

    /** With all that a client may say of itself. */
    public static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"test","version":"1","title":"Test",\
            "icons":[{"src":"https://icon.example","sizes":["48x48"],"theme":"dark"}]}}}""";

    private final RawHttp http;

    private McpWire(RawHttp http) {
        this.http = http;
    }

    /** @param from an address of this machine, such as 127.0.0.7 */
    public static McpWire connect(int port, String from) throws IOException {
        return new McpWire(RawHttp.connect(port, from));
    }

    public RawHttp.Answer post(String message, String... headers) throws IOException {
        return ask("POST /mcp HTTP/1.1", message, headers);
    }

    public RawHttp.Answer ask(String line, String message, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        http.send(line + "\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nContent-Length: " + message.length() + "\r\n" + more
                + "\r\n" + message);
        return http.answer();
    }

    /** Ends the session that an answer began. */
    public void end(RawHttp.Answer begun) throws IOException {
        assertThat(ask("DELETE /mcp HTTP/1.1", "", session(begun)).status()).isEqualTo(200);
    }

    /** The header by which further messages name the session that an answer began. */
    public static String session(RawHttp.Answer begun) {
        return "Mcp-Session-Id: " + begun.header("Mcp-Session-Id");
    }

    /** The sessions that a server in this process has. */
    public static Set<String> open(ConnectionManager sessions) {
        return StreamSupport.stream(sessions.spliterator(), false)
                .map(McpConnectionBase::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
