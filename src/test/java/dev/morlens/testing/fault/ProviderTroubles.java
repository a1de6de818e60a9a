package dev.morlens.testing.fault;

import static dev.morlens.testing.fault.NodeTroubles.asks;
import static dev.morlens.testing.fault.NodeTroubles.each;
import static dev.morlens.testing.fault.NodeTroubles.head;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.morlens.testing.fault.Fault.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Limits and habits of node providers, which stay as long as one asks them. */
public final class ProviderTroubles {

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    /** Blocks. */
    private static final int LAG = 3;

    private ProviderTroubles() {}

    /** What refuses a batch as a whole. */
    public interface Refusal {
        Reply of(JsonNode batch);
    }

    /** Its newest block stays what it was when it was first asked; all else is as ever (ponder-sh/ponder#2221). */
    public static Fault headStandingStill() {
        AtomicLong first = new AtomicLong(-1);
        return each((question, node) -> {
            if (!asksLatest(question)) {
                return Optional.empty();
            }
            first.compareAndSet(-1, head(node));
            return Optional.of(NodeTroubles.block(node, first.get()));
        });
    }

    /** Its newest block falls far back and then climbs, a block a question, without ever coming up (ponder-sh/ponder#2221). */
    public static Fault headFarBelowAndClimbing(int blocks) {
        AtomicInteger climbed = new AtomicInteger();
        return each((question, node) -> asksLatest(question)
                ? Optional.of(NodeTroubles.block(
                        node, Math.max(0, head(node) - blocks + climbed.incrementAndGet() % (blocks / 2))))
                : Optional.empty());
    }

    /** @param time what its logs say of their block's time, by the real one in seconds */
    public static Fault logTimes(UnaryOperator<Long> time) {
        return each((question, node) -> {
            if (!asks(question, "eth_getLogs")) {
                return Optional.empty();
            }
            JsonNode logs = node.apply(question).path("result");
            logs.forEach(log -> {
                long real = Long.decode(log.get("blockTimestamp").asText());
                ((ObjectNode) log).put("blockTimestamp", "0x" + Long.toHexString(time.apply(real)));
            });
            return logs.isArray() ? Optional.of(logs) : Optional.empty();
        });
    }

    /** Batches of more members are refused as a whole. */
    public static Fault batchesUpTo(int members, Refusal refusal) {
        return (request, node) -> request.size() > members && request.isArray()
                ? refusal.of(request)
                : Reply.faithful(node.apply(request));
    }

    /** Of dRPC: HTTP 500, and an object in place of the array. */
    public static Reply drpcBatch(JsonNode batch) {
        ObjectNode refused = MAKE.objectNode().put("jsonrpc", "2.0");
        refused.set("id", batch.get(0).get("id"));
        refused.putObject("error")
                .put("code", 31)
                .put("message", "Batch of more than 3 requests are not allowed on free plan");
        return status(500, refused);
    }

    /** Of Erigon: one error without an id. */
    public static Reply erigonBatch(JsonNode batch) {
        ObjectNode refused = MAKE.objectNode().put("jsonrpc", "2.0");
        refused.set("id", NullNode.getInstance());
        refused.putObject("error").put("code", -32000).put("message", "batch limit exceeded");
        return status(200, refused);
    }

    /** The connection ends in the middle of the answer's head. */
    public static Reply droppedBatch(JsonNode batch) {
        return status(200, MAKE.objectNode()).half(true);
    }

    /** Logs of ranges of more blocks are refused. */
    public static Fault rangesUpTo(int blocks, int code, String words) {
        return erroring((question, node) -> asks(question, "eth_getLogs") && size(question) > blocks, code, words);
    }

    /**
     * As a replica behind the same URL that lacks the newest blocks: every so manieth question for their logs comes to it, the
     * first one among them.
     */
    public static Fault aheadOfReplica(int nth, int code, String words) {
        AtomicInteger asked = new AtomicInteger();
        return erroring(
                (question, node) -> asks(question, "eth_getLogs")
                        && last(question, node) > head(node) - LAG
                        && asked.getAndIncrement() % nth == 0,
                code,
                words);
    }

    /** The last block that is asked for. */
    private static long last(JsonNode question, UnaryOperator<JsonNode> node) {
        JsonNode filter = question.at("/params/0");
        return filter.has("toBlock")
                ? Long.decode(filter.get("toBlock").asText())
                : NodeTroubles.number(node, filter.get("blockHash").asText());
    }

    /** Older logs are gone, and the node says so. */
    public static Fault noLogsBelow(long block, int code, String words) {
        return erroring((question, node) -> isOfLogsBelow(block, question), code, words);
    }

    /** The same with an HTTP status of failure for whatever is asked together with them. */
    public static Fault noLogsBelow(long block, int status, int code, String words) {
        return (request, node) -> {
            for (JsonNode question :
                    request.isArray() ? request : MAKE.arrayNode().add(request)) {
                if (isOfLogsBelow(block, question)) {
                    return status(status, error(question, code, words));
                }
            }
            return Reply.faithful(node.apply(request));
        };
    }

    /** Older logs are gone without a word. */
    public static Fault silentlyNoLogsBelow(long block) {
        return each(
                (question, node) -> isOfLogsBelow(block, question) ? Optional.of(MAKE.arrayNode()) : Optional.empty());
    }

    /** Every question is refused with that status and those words. */
    public static Fault refusing(int status, String words) {
        return (request, node) -> {
            byte[] body = words.getBytes(StandardCharsets.UTF_8);
            return new Reply(status, Map.of("Content-Type", "text/plain"), body, body.length, true);
        };
    }

    /** What it does comes so much later than from the node beside us. */
    public static Fault after(Duration away, Fault other) {
        return (request, node) -> {
            NodeTroubles.sleep(away);
            return other.reply(request, node);
        };
    }

    /** {@code finalized} and {@code safe} are unknown. */
    public static Fault noFinalityTags() {
        return erroring(
                (question, node) -> asks(question, "eth_getBlockByNumber")
                        && !question.at("/params/0").asText().startsWith("0x")
                        && !asksLatest(question),
                -32602,
                "invalid block tag");
    }

    private interface Condition {
        boolean of(JsonNode question, UnaryOperator<JsonNode> node);
    }

    /** Those questions of a batch get an error. */
    private static Fault erroring(Condition condition, int code, String words) {
        return (request, node) -> {
            boolean disturbed = false;
            ArrayNode answers = MAKE.arrayNode();
            for (JsonNode question :
                    request.isArray() ? request : MAKE.arrayNode().add(request)) {
                boolean refused = condition.of(question, node);
                disturbed |= refused;
                answers.add(refused ? error(question, code, words) : node.apply(question));
            }
            return Reply.of(request.isArray() ? answers : answers.get(0), disturbed);
        };
    }

    private static ObjectNode error(JsonNode question, int code, String words) {
        ObjectNode answer = MAKE.objectNode().put("jsonrpc", "2.0");
        answer.set("id", question.get("id"));
        answer.putObject("error").put("code", code).set("message", TextNode.valueOf(words));
        return answer;
    }

    private static Reply status(int status, JsonNode body) {
        Reply plain = Reply.of(body, true);
        return new Reply(status, plain.headers(), plain.body(), plain.announced(), true);
    }

    private static boolean asksLatest(JsonNode question) {
        return asks(question, "eth_getBlockByNumber")
                && question.at("/params/0").asText().equals("latest");
    }

    private static boolean isOfLogsBelow(long block, JsonNode question) {
        String from = question.at("/params/0/fromBlock").asText();
        return asks(question, "eth_getLogs") && from.startsWith("0x") && Long.decode(from) < block;
    }

    private static long size(JsonNode question) {
        JsonNode filter = question.at("/params/0");
        return filter.has("fromBlock")
                ? Long.decode(filter.get("toBlock").asText())
                        - Long.decode(filter.get("fromBlock").asText())
                        + 1
                : 1;
    }
}
