package dev.morlens.api.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a message must be like before the protocol's library sees it: the library fails on other shapes with a 500, and
 * for each message outside a session it makes a session first, which only a sound {@code initialize} or an error that it
 * foresaw ends.
 */
final class McpMessageRules {

    /** Where messages say their version from 2026-07-28 on, which no library here serves. */
    private static final String VERSION_IN_META = "io.modelcontextprotocol/protocolVersion";

    private static final List<String> SERVED = McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS;

    private McpMessageRules() {}

    /**
     * @param message missing if it is no JSON
     * @param version as a header names it, or null
     */
    static Optional<McpFault> broken(JsonNode message, String version, boolean inSession) {
        return form(message)
                .or(() -> version(message, version))
                .or(() -> content(message))
                .or(() -> inSession ? Optional.empty() : McpGreeting.broken(message));
    }

    /** That can be told in an answer; null if there is none. */
    static JsonNode id(JsonNode message) {
        JsonNode id = message.path("id");
        return id.isTextual() || id.isIntegralNumber() ? id : null;
    }

    private static Optional<McpFault> form(JsonNode message) {
        if (message.isMissingNode()) {
            return Optional.of(McpFault.noJson());
        }
        if (!message.isObject()) {
            return Optional.of(McpFault.inRequest("expected one JSON-RPC message, an object"));
        }
        return message.has("id") && id(message) == null
                ? Optional.of(McpFault.inRequest("expected id to be a string or an integer"))
                : Optional.empty();
    }

    /** Before all else: whoever speaks a later version may well mean what is no sound message in an earlier one. */
    private static Optional<McpFault> version(JsonNode message, String header) {
        JsonNode meta = message.path("params").path("_meta").path(VERSION_IN_META);
        return Stream.of(header, meta.textValue())
                .filter(version -> version != null && !SERVED.contains(version))
                .findFirst()
                .map(asked -> McpFault.ofVersion(SERVED, asked));
    }

    private static Optional<McpFault> content(JsonNode message) {
        if (!message.path("jsonrpc").asText().equals("2.0")) {
            return Optional.of(McpFault.inRequest("expected jsonrpc to be \"2.0\""));
        }
        if (!isAbsentOr(message.path("method"), JsonNode::isTextual)) {
            return Optional.of(McpFault.inRequest("expected method to be a string"));
        }
        JsonNode params = message.path("params");
        return isAbsentOr(params, JsonNode::isObject)
                        && isAbsentOr(params.path("name"), JsonNode::isTextual)
                        && isAbsentOr(params.path("arguments"), JsonNode::isObject)
                        && isAbsentOr(params.path("_meta"), JsonNode::isObject)
                ? Optional.empty()
                : Optional.of(McpFault.inParams(
                        "expected params to be an object, its name a string, its arguments an object"));
    }

    private static boolean isAbsentOr(JsonNode node, Predicate<JsonNode> kind) {
        return node.isMissingNode() || kind.test(node);
    }
}
