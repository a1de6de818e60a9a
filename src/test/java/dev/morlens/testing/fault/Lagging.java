package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A node some blocks behind: its newest block is an older one, and what came after it does not exist. */
final class Lagging implements NodeTroubles.Change {

    private final int blocks;

    Lagging(int blocks) {
        this.blocks = blocks;
    }

    @Override
    public Optional<JsonNode> result(JsonNode question, UnaryOperator<JsonNode> node) {
        long head = Math.max(0, NodeTroubles.head(node) - blocks);
        JsonNode params = question.get("params");
        return switch (question.path("method").asText()) {
            case "eth_blockNumber" -> Optional.of(hex(head));
            case "eth_getBlockByNumber" -> Optional.of(byNumber(params.get(0).asText(), head, node));
            case "eth_getBlockByHash" -> Optional.of(known(node.apply(question).get("result"), head));
            case "eth_getLogs" -> Optional.of(logs(question, head, node));
            case "eth_call", "eth_getCode", "eth_getStorageAt", "eth_getBalance" -> atLatest(question, head, node);
            default -> Optional.empty();
        };
    }

    private static JsonNode byNumber(String which, long head, UnaryOperator<JsonNode> node) {
        return switch (which) {
            case "latest" -> NodeTroubles.block(node, head);
            case "safe", "finalized" -> NodeTroubles.block(node, Math.max(0, head - 64));
            default -> {
                long number = Long.decode(which);
                yield number > head ? NullNode.getInstance() : NodeTroubles.block(node, number);
            }
        };
    }

    private static JsonNode known(JsonNode block, long head) {
        return block == null
                        || block.isNull()
                        || Long.decode(block.get("number").asText()) > head
                ? NullNode.getInstance()
                : block;
    }

    /** As many nodes do: a range beyond the head gives what there is, and no error. */
    private static JsonNode logs(JsonNode question, long head, UnaryOperator<JsonNode> node) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        JsonNode all = node.apply(question).path("result");
        all.forEach(log -> {
            if (Long.decode(log.get("blockNumber").asText()) <= head) {
                kept.add(log);
            }
        });
        return kept;
    }

    /** What the latest state was when that block was the head. */
    static Optional<JsonNode> atLatest(JsonNode question, long head, UnaryOperator<JsonNode> node) {
        ArrayNode params = question.get("params").deepCopy();
        int last = params.size() - 1;
        if (!params.get(last).asText().equals("latest")) {
            return Optional.empty();
        }
        params.set(last, hex(head));
        ObjectNode older = question.deepCopy();
        older.set("params", params);
        JsonNode answer = node.apply(older);
        return Optional.ofNullable(answer.get("result"));
    }

    private static TextNode hex(long number) {
        return TextNode.valueOf("0x" + Long.toHexString(number));
    }
}
