package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an endpoint does to an answer. {@link NodeTroubles} has those that we know. */
public interface Fault {

    Fault NONE = (request, node) -> Reply.faithful(node.apply(request));

    /** @param node the real one behind */
    Reply reply(JsonNode request, UnaryOperator<JsonNode> node);

    /**
     * An HTTP answer.
     *
     * @param announced the length that its head promises
     * @param disturbed whether it is not what the node said
     */
    record Reply(int status, Map<String, String> headers, byte[] body, long announced, boolean disturbed) {

        private static final Map<String, String> TYPE = Map.of("Content-Type", "application/json");

        static Reply faithful(JsonNode body) {
            return of(body, false);
        }

        static Reply of(JsonNode body, boolean disturbed) {
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            return new Reply(200, TYPE, bytes, bytes.length, disturbed);
        }

        static Reply status(int status, Map<String, String> headers) {
            byte[] bytes = "try later".getBytes(StandardCharsets.UTF_8);
            return new Reply(status, headers, bytes, bytes.length, true);
        }

        /** The first half of it; the head promises as much, or all of it. */
        Reply half(boolean promised) {
            byte[] half = Arrays.copyOf(body, body.length / 2);
            return new Reply(status, headers, half, promised ? body.length : half.length, true);
        }
    }
}
