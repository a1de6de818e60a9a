package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.chain.value.Address;
import dev.morlens.testing.fault.Fault.Reply;
import java.util.Optional;

/** What endpoints do that take no state override with a call. */
public final class OverrideTroubles {

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private OverrideTroubles() {}

    /** The third parameter is passed over without a word. */
    public static Fault ignored() {
        return changed(question -> {
            ((ArrayNode) question.get("params")).remove(2);
            return Optional.empty();
        });
    }

    /** It is refused, with that code and words. */
    public static Fault refused(int code, String words) {
        return changed(question -> {
            ObjectNode answer = MAKE.objectNode().put("jsonrpc", "2.0");
            answer.set("id", question.get("id"));
            answer.putObject("error").put("code", code).put("message", words);
            return Optional.of(answer);
        });
    }

    /** The chain has no such contract. */
    public static Fault without(Address contract) {
        return (request, node) -> NodeTroubles.asks(request, "eth_getCode")
                        && request.at("/params/0").asText().equals(contract.toString())
                ? Reply.of(
                        MAKE.objectNode()
                                .put("jsonrpc", "2.0")
                                .put("result", "0x")
                                .set("id", request.get("id")),
                        true)
                : Reply.faithful(node.apply(request));
    }

    private interface Change {
        /** The answer; empty where the node answers the question as it is by then. */
        Optional<ObjectNode> of(ObjectNode question);
    }

    private static Fault changed(Change change) {
        return (request, node) -> {
            if (!request.isArray()) {
                Optional<ObjectNode> answer = answer(request, change);
                return answer.map(body -> Reply.of(body, true)).orElseGet(() -> Reply.faithful(node.apply(request)));
            }
            ArrayNode answers = MAKE.arrayNode();
            ArrayNode left = MAKE.arrayNode();
            request.forEach(
                    question -> answer(question, change).ifPresentOrElse(answers::add, () -> left.add(question)));
            if (!left.isEmpty()) {
                node.apply(left).forEach(answers::add);
            }
            return Reply.faithful(answers);
        };
    }

    private static Optional<ObjectNode> answer(JsonNode question, Change change) {
        boolean overridden = NodeTroubles.asks(question, "eth_call")
                && question.get("params").size() > 2;
        return overridden ? change.of((ObjectNode) question) : Optional.empty();
    }
}
