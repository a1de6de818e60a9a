package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.rpc.json.JsonFields;
import java.time.Duration;
import org.web3j.protocol.core.Response;

/**
 * An error that a node answered with.
 *
 * @param code of JSON-RPC; 0 where the endpoint answered with an HTTP status of failure alone
 * @param message in the endpoint's own words
 * @param data more of it as JSON, or empty
 * @param status the HTTP status that it came with
 * @param retryAfter how long the endpoint wants to be left alone; null where it does not say
 */
public record RpcError(int code, String message, String data, int status, Duration retryAfter) {

    /** What jsonrpsee-based nodes answer themselves where an answer exceeds their bound; we do so where it exceeds ours. */
    public static final int ANSWER_TOO_LARGE = -32008;

    private static final int INTERNAL = -32603;
    private static final int OK = 200;

    /** The reason that people are shown; some providers take a while to come to the point. */
    private static final int SHOWN = 160;

    public RpcError(int code, String message, String data) {
        this(code, message, data, OK, null);
    }

    public static RpcError of(Response.Error error) {
        return new RpcError(error.getCode(), text(error.getMessage()), text(error.getData()));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** Whether it came with an HTTP status of failure. */
    boolean hasStatus() {
        return status != OK;
    }

    /** Whether the node broke down over the question (JSON-RPC 2.0). */
    public boolean isInternal() {
        return code == INTERNAL;
    }

    RpcError withMessage(String other) {
        return new RpcError(code, other, data, status, retryAfter);
    }

    @Override
    public String toString() {
        String words = message.isEmpty() ? "" : " '" + JsonFields.brief(message, SHOWN) + "'";
        if (code == 0 && hasStatus()) {
            return "HTTP status " + status + words;
        }
        return "error " + code + words + (hasStatus() ? " (HTTP status " + status + ")" : "");
    }
}
