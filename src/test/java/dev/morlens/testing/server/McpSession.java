package dev.morlens.testing.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;

/** An agent's side of the Model Context Protocol, in plain JSON-RPC messages over HTTP. */
public final class McpSession {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode greeting;
    private final String id;
    private int asked;

    private McpSession(JsonNode greeting, String id) {
        this.greeting = greeting;
        this.id = id;
    }

    public static McpSession open() {
        Response hello = request(null).body("""
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",
                 "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""").post("/mcp");
        assertThat(hello.statusCode()).isEqualTo(200);
        McpSession session = new McpSession(message(hello), hello.header("Mcp-Session-Id"));
        session.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return session;
    }

    /** What the server said of itself. */
    public JsonNode greeting() {
        return greeting.path("result");
    }

    /** The whole answer to a method's call. */
    public JsonNode ask(String method, ObjectNode params) {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", ++asked);
        message.put("method", method).set("params", params);
        return message(send(message.toString()));
    }

    /** The whole answer to a tool's call. */
    public JsonNode call(String tool, JsonNode arguments) {
        ObjectNode params = JSON.createObjectNode().put("name", tool);
        params.set("arguments", arguments);
        return ask("tools/call", params);
    }

    public Response send(String body) {
        return request(id).body(body).post("/mcp");
    }

    private static RequestSpecification request(String session) {
        RequestSpecification request =
                given().contentType("application/json").accept("application/json, text/event-stream");
        return session == null ? request : request.header("Mcp-Session-Id", session);
    }

    /** Streams carry it as the data of an event. */
    public static JsonNode message(Response response) {
        String body = response.asString();
        String json = body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .findFirst()
                .orElse(body);
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("expected JSON, got " + body, e);
        }
    }
}
