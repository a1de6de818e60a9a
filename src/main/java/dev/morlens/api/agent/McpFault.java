package dev.morlens.api.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.http.SafeText;
import java.util.List;

/**
 * Why a message of an agent is refused, as JSON-RPC 2.0 tells errors.
 *
 * @param data more, where the protocol asks for it; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record McpFault(int code, String message, Object data) {

    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID_REQUEST = -32_600;
    private static final int INVALID_PARAMS = -32_602;

    /** UnsupportedProtocolVersionError of version 2026-07-28, by which its clients choose an older one. */
    private static final int UNSUPPORTED_VERSION = -32_022;

    private record Versions(List<String> supported, String requested) {}

    /**
     * The whole answer.
     *
     * @param id of the request; null, which is left out, where it has none that can be told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record McpFaultBody(String jsonrpc, JsonNode id, McpFault error) {}

    static McpFault noJson() {
        return new McpFault(PARSE_ERROR, "expected one JSON-RPC message; this is not JSON", null);
    }

    static McpFault inRequest(String message) {
        return new McpFault(INVALID_REQUEST, message, null);
    }

    static McpFault inParams(String message) {
        return new McpFault(INVALID_PARAMS, message, null);
    }

    static McpFault ofVersion(List<String> supported, String requested) {
        String shown = SafeText.bounded(requested);
        return new McpFault(
                UNSUPPORTED_VERSION,
                "expected protocol version " + String.join(", ", supported) + "; got " + shown,
                new Versions(supported, shown));
    }

    McpFaultBody to(JsonNode id) {
        return new McpFaultBody("2.0", id, this);
    }
}
