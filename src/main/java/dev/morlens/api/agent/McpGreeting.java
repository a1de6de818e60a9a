package dev.morlens.api.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The message that begins a session, with all that the protocol's library takes from it. */
final class McpGreeting {

    private static final Set<String> THEMES = Set.of("light", "dark");

    private McpGreeting() {}

    /** Why a well-formed message begins no session. */
    static Optional<McpFault> broken(JsonNode message) {
        if (!message.path("method").asText().equals("initialize")) {
            return Optional.of(McpFault.inRequest(
                    "expected initialize first, or the header Mcp-Session-Id that was told in answer to it"));
        }
        if (!message.has("id") || message.has("result") || message.has("error")) {
            return Optional.of(McpFault.inRequest("expected initialize to be a request with an id"));
        }
        JsonNode params = message.path("params");
        if (!params.path("protocolVersion").isTextual()) {
            return Optional.of(McpFault.inParams("expected protocolVersion to be a string"));
        }
        if (!isNoneOr(params.path("capabilities"), JsonNode::isObject)) {
            return Optional.of(McpFault.inParams("expected capabilities to be an object"));
        }
        return isSound(params.path("clientInfo"))
                ? Optional.empty()
                : Optional.of(McpFault.inParams("expected clientInfo to be an object with the strings name and version,"
                        + " and its icons, if any, to have a src, sizes that are strings and a light or dark theme"));
    }

    private static boolean isSound(JsonNode client) {
        return client.path("name").isTextual()
                && client.path("version").isTextual()
                && Stream.of("title", "description", "websiteUrl").allMatch(name -> isText(client.path(name)))
                && isNoneOr(client.path("icons"), icons -> isArrayOf(icons, McpGreeting::isIcon));
    }

    private static boolean isIcon(JsonNode icon) {
        return icon.path("src").isTextual()
                && isText(icon.path("mimeType"))
                && isNoneOr(icon.path("sizes"), sizes -> isArrayOf(sizes, JsonNode::isTextual))
                && (!icon.has("theme") || THEMES.contains(icon.get("theme").asText()));
    }

    private static boolean isArrayOf(JsonNode node, Predicate<JsonNode> kind) {
        return node.isArray() && node.valueStream().allMatch(kind);
    }

    private static boolean isText(JsonNode node) {
        return isNoneOr(node, JsonNode::isTextual);
    }

    /** Clients write null for what they have not got. */
    private static boolean isNoneOr(JsonNode node, Predicate<JsonNode> kind) {
        return node.isMissingNode() || node.isNull() || kind.test(node);
    }
}
