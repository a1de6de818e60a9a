package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.testing.fault.Fault.Reply;
import java.util.function.UnaryOperator;

/** What endpoints do that cannot simulate blocks to come, or not as they are told to. */
public final class SimulationTroubles {

    private SimulationTroubles() {}

    /** It is refused, with that HTTP status, code and words. */
    public static Fault refused(int status, int code, String words) {
        return (request, node) -> {
            if (!isSimulation(request)) {
                return Reply.faithful(node.apply(request));
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
            answer.set("id", request.get("id"));
            answer.putObject("error").put("code", code).put("message", words);
            Reply reply = Reply.of(answer, true);
            return new Reply(status, reply.headers(), reply.body(), reply.announced(), true);
        };
    }

    /** The simulated blocks have another time than was asked for. */
    public static Fault timed(UnaryOperator<Long> time) {
        return (request, node) -> {
            JsonNode answer = node.apply(request);
            if (!isSimulation(request)) {
                return Reply.faithful(answer);
            }
            for (JsonNode block : answer.get("result")) {
                long asked = Long.decode(block.get("timestamp").asText());
                ((ObjectNode) block).put("timestamp", "0x" + Long.toHexString(time.apply(asked)));
            }
            return Reply.of(answer, true);
        };
    }

    private static boolean isSimulation(JsonNode request) {
        return request.path("method").asText().equals("eth_simulateV1");
    }
}
