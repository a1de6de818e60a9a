package dev.morlens.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.testing.node.NodeRpc;
import dev.morlens.testing.node.RpcStub;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An endpoint that runs the code that comes with a call as an EVM would, or does otherwise; it counts what it is asked. */
final class OverridingScript implements RpcStub.Script {

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    /** What is answered to a call with code: the result, or an error. */
    record Said(String result, int code, String message, String data) {

        static Said result(byte[] data) {
            return new Said(Hex.of(data), 0, null, null);
        }

        static Said error(int code, String message, String data) {
            return new Said(null, code, message, data);
        }
    }

    private final NodeRpc truth;
    private final AtomicInteger plain = new AtomicInteger();
    private final AtomicInteger withCode = new AtomicInteger();
    private volatile Function<JsonNode, Said> behaviour = this::run;

    OverridingScript(NodeRpc truth) {
        this.truth = truth;
    }

    /** @param other is given the question */
    OverridingScript behave(Function<JsonNode, Said> other) {
        behaviour = other;
        return this;
    }

    /** Questions without code since this was last asked. */
    int plain() {
        return plain.getAndSet(0);
    }

    /** Calls with code since this was last asked. */
    int withCode() {
        return withCode.getAndSet(0);
    }

    /** As an EVM does. */
    Said run(JsonNode question) {
        byte[] data = Hex.bytes(question.at("/params/0/data").asText());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < data.length; at += Hash.BYTES) {
            out.writeBytes(word(question, Hash.at(data, at)).bytes());
        }
        out.writeBytes(org.web3j.crypto.Hash.sha3(data));
        return Said.result(out.toByteArray());
    }

    private Hash word(JsonNode question, Hash slot) {
        ObjectNode plainly =
                MAKE.objectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "eth_getStorageAt");
        plainly.putArray("params")
                .add(question.at("/params/0/to"))
                .add(slot.toString())
                .add(question.at("/params/1"));
        return Hash.of(truth.reply(plainly).get("result").asText());
    }

    @Override
    public RpcStub.Answer answer(JsonNode request) {
        if (!request.isArray()) {
            return RpcStub.Answer.ok(one(request).toString());
        }
        ArrayNode answers = MAKE.arrayNode();
        request.forEach(question -> answers.add(one(question)));
        return RpcStub.Answer.ok(answers.toString());
    }

    private JsonNode one(JsonNode question) {
        if (question.get("params").size() < 3
                || !question.get("method").asText().equals("eth_call")) {
            plain.incrementAndGet();
            return truth.reply(question);
        }
        withCode.incrementAndGet();
        Said said = behaviour.apply(question);
        ObjectNode answer = MAKE.objectNode().put("jsonrpc", "2.0").set("id", question.get("id"));
        if (said.message() == null) {
            return answer.put("result", said.result());
        }
        ObjectNode error = answer.putObject("error").put("code", said.code()).put("message", said.message());
        if (said.data() != null) {
            error.put("data", said.data());
        }
        return answer;
    }
}
