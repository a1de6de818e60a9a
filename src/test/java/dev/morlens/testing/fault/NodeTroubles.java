package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.morlens.testing.fault.Fault.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The faults that nodes are known for. */
public final class NodeTroubles {

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private NodeTroubles() {}

    /** What one question of a batch gets instead of the node's answer; empty where it gets that. */
    public interface Change {
        Optional<JsonNode> result(JsonNode question, UnaryOperator<JsonNode> node);
    }

    /** Answers come, but too late. */
    public static Fault slowerThan(Duration patience) {
        return (request, node) -> {
            sleep(patience.multipliedBy(2));
            return Reply.of(node.apply(request), true);
        };
    }

    public static Fault status(int status) {
        return (request, node) -> Reply.status(status, Map.of());
    }

    public static Fault tooManyRequests() {
        return (request, node) -> Reply.status(429, Map.of("Retry-After", "1"));
    }

    /** Half of the JSON, as a whole answer. */
    public static Fault halfJson() {
        return (request, node) -> Reply.faithful(node.apply(request)).half(false);
    }

    /** The connection ends in the middle of an answer. */
    public static Fault brokenOff() {
        return (request, node) -> Reply.faithful(node.apply(request)).half(true);
    }

    /** No logs, whatever there is. */
    public static Fault noLogs() {
        return each(
                (question, node) -> asks(question, "eth_getLogs") ? Optional.of(MAKE.arrayNode()) : Optional.empty());
    }

    /** No log of one block, as of a node that has lost it. */
    public static Fault noLogsOf(long block) {
        String number = "0x" + Long.toHexString(block);
        return each((question, node) ->
                asks(question, "eth_getLogs") ? without(number, node.apply(question)) : Optional.empty());
    }

    /** Empty if nothing is to be left out of an answer. */
    private static Optional<JsonNode> without(String block, JsonNode answer) {
        ArrayNode left = MAKE.arrayNode();
        answer.path("result").forEach(log -> {
            if (!log.get("blockNumber").asText().equals(block)) {
                left.add(log);
            }
        });
        return left.size() < answer.path("result").size() ? Optional.of(left) : Optional.empty();
    }

    /** All is as ever but the chain's id. */
    public static Fault chainId(long id) {
        return each((question, node) -> asks(question, "eth_chainId")
                ? Optional.of(TextNode.valueOf("0x" + Long.toHexString(id)))
                : Optional.empty());
    }

    /** No logs in every second answer to a question for some. */
    public static Fault noLogsNowAndThen() {
        AtomicInteger asked = new AtomicInteger();
        return each((question, node) -> asks(question, "eth_getLogs") && asked.getAndIncrement() % 2 == 0
                ? Optional.of(MAKE.arrayNode())
                : Optional.empty());
    }

    /** Until it has changed one answer. */
    public static Fault once(Fault fault) {
        AtomicBoolean over = new AtomicBoolean();
        return (request, node) -> {
            Reply reply = (over.get() ? Fault.NONE : fault).reply(request, node);
            if (reply.disturbed()) {
                over.set(true);
            }
            return reply;
        };
    }

    /** From now on everything comes from another chain, its id included. */
    public static Fault anotherChain(FaultyEndpoint other, long id) {
        return from(other, chainId(id));
    }

    /** All is well until so many questions for logs were answered. */
    public static Fault afterLogs(int answers, Fault then) {
        AtomicInteger asked = new AtomicInteger();
        return (request, node) -> {
            if (asks(request.isArray() ? request.get(0) : request, "eth_getLogs")) {
                asked.incrementAndGet();
            }
            return (asked.get() > answers ? then : Fault.NONE).reply(request, node);
        };
    }

    /** As a node on a fork: everything comes from another node of the same chain. */
    public static Fault anotherFork(FaultyEndpoint other) {
        return from(other, Fault.NONE);
    }

    private static Fault from(FaultyEndpoint other, Fault fault) {
        return (request, node) -> {
            Reply reply = fault.reply(request, other::ask);
            return new Reply(reply.status(), reply.headers(), reply.body(), reply.announced(), true);
        };
    }

    /** The newest block is each time an older one, down to so many below the real one, and again from there. */
    public static Fault headGoingBack(int blocks) {
        AtomicInteger step = new AtomicInteger();
        return each((question, node) -> asks(question, "eth_getBlockByNumber")
                        && question.at("/params/0").asText().equals("latest")
                ? Optional.of(block(node, Math.max(0, head(node) - 1 - step.getAndIncrement() % blocks)))
                : Optional.empty());
    }

    /** As a node behind the others: it does not know the newest blocks at all. */
    public static Fault lagging(int blocks) {
        return each(new Lagging(blocks));
    }

    /** As replicas behind one address, of which the one that is asked for the latest state is some blocks behind. */
    public static Fault statesLagging(int blocks) {
        return each((question, node) -> asks(question, "eth_call")
                ? Lagging.atLatest(question, Math.max(0, head(node) - blocks), node)
                : Optional.empty());
    }

    /** As a replica that does not have a block's state until it was asked for it a few times. */
    public static Fault statesComeLate(int refusals) {
        Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        return (request, node) -> {
            JsonNode first = request.isArray() ? request.get(0) : request;
            String block = first.at("/params/1").asText();
            boolean late = asks(first, "eth_call")
                    && block.startsWith("0x")
                    && asked.computeIfAbsent(block, key -> new AtomicInteger()).incrementAndGet() <= refusals;
            return late ? Reply.of(refused(request, "header not found"), true) : Reply.faithful(node.apply(request));
        };
    }

    /** States of all but the newest block are gone. */
    public static Fault prunedStates() {
        return (request, node) -> {
            JsonNode first = request.isArray() ? request.get(0) : request;
            boolean ofState = asks(first, "eth_call") || asks(first, "eth_getStorageAt") || asks(first, "eth_getCode");
            if (!ofState || first.at("/params").toString().contains("\"latest\"")) {
                return Reply.faithful(node.apply(request));
            }
            return Reply.of(refused(request, "missing trie node: the state is pruned"), true);
        };
    }

    /** Every so manieth request fails, so that another endpoint is asked now and then. */
    public static Fault everyNth(int n, Fault fault) {
        AtomicInteger count = new AtomicInteger();
        return (request, node) -> (count.incrementAndGet() % n == 0 ? fault : Fault.NONE).reply(request, node);
    }

    /** One request in so many fails, which one is up to chance. */
    public static Fault oneIn(int n, Random random, Fault fault) {
        return (request, node) -> (random.nextInt(n) == 0 ? fault : Fault.NONE).reply(request, node);
    }

    /** Changes single results in an answer or in a batch of them. */
    static Fault each(Change change) {
        return (request, node) -> {
            if (!request.isArray()) {
                Optional<JsonNode> other = change.result(request, node);
                return other.map(result -> Reply.of(answer(request, result), true))
                        .orElseGet(() -> Reply.faithful(node.apply(request)));
            }
            ArrayNode answers = MAKE.arrayNode();
            boolean disturbed = false;
            for (JsonNode question : request) {
                Optional<JsonNode> other = change.result(question, node);
                disturbed |= other.isPresent();
                answers.add(
                        other.map(result -> (JsonNode) answer(question, result)).orElseGet(() -> node.apply(question)));
            }
            return Reply.of(answers, disturbed);
        };
    }

    static boolean asks(JsonNode question, String method) {
        return question.path("method").asText().equals(method);
    }

    static long head(UnaryOperator<JsonNode> node) {
        return Long.decode(block(node, "latest").get("number").asText());
    }

    static JsonNode block(UnaryOperator<JsonNode> node, long number) {
        return block(node, "0x" + Long.toHexString(number));
    }

    /** The number of the block with that hash. */
    static long number(UnaryOperator<JsonNode> node, String hash) {
        return Long.decode(block(node, "eth_getBlockByHash", hash).get("number").asText());
    }

    private static JsonNode block(UnaryOperator<JsonNode> node, String which) {
        return block(node, "eth_getBlockByNumber", which);
    }

    private static JsonNode block(UnaryOperator<JsonNode> node, String method, String which) {
        ObjectNode question =
                MAKE.objectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        question.set("params", MAKE.arrayNode().add(which).add(false));
        return node.apply(question).get("result");
    }

    private static ObjectNode answer(JsonNode question, JsonNode result) {
        ObjectNode answer = MAKE.objectNode().put("jsonrpc", "2.0");
        answer.set("id", question.get("id"));
        return answer.set("result", result);
    }

    private static JsonNode refused(JsonNode request, String why) {
        if (request.isArray()) {
            ArrayNode answers = MAKE.arrayNode();
            request.forEach(question -> answers.add(refused(question, why)));
            return answers;
        }
        ObjectNode answer = MAKE.objectNode().put("jsonrpc", "2.0");
        answer.set("id", request.get("id"));
        answer.putObject("error").put("code", -32000).put("message", why);
        return answer;
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
