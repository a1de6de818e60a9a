package dev.morlens.testing.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.Node;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.RawLog;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Serves a {@link Node}, such as a {@link FakeNode}, as JSON-RPC: a script for {@link RpcStub}. */
public final class NodeRpc implements RpcStub.Script {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private final Node node;
    private final boolean timestamps;

    /** @param timestamps whether logs carry their block's time */
    public NodeRpc(Node node, boolean timestamps) {
        this.node = node;
        this.timestamps = timestamps;
    }

    @Override
    public RpcStub.Answer answer(JsonNode request) {
        if (!request.isArray()) {
            return RpcStub.Answer.ok(reply(request).toString());
        }
        ArrayNode replies = MAKE.arrayNode();
        request.forEach(one -> replies.insert(0, reply(one)));
        return RpcStub.Answer.ok(replies.toString());
    }

    /** To one question. */
    public JsonNode reply(JsonNode request) {
        ObjectNode reply = MAKE.objectNode().put("jsonrpc", "2.0").set("id", request.get("id"));
        try {
            return reply.set("result", result(request.get("method").asText(), request.get("params")));
        } catch (Reverted e) {
            return reply.set("error", error(3, "execution reverted").put("data", Hex.of(e.data)));
        } catch (NodeException e) {
            return reply.set("error", error(-32000, e.getMessage()));
        }
    }

    private JsonNode result(String method, JsonNode params) {
        return switch (method) {
            case "eth_chainId" -> MAKE.textNode(quantity(node.chainId()));
            case "eth_getBlockByNumber" -> block(params.get(0).asText());
            case "eth_getBlockByHash" ->
                node.header(Hash.of(params.get(0).asText())).map(this::header).orElse(MAKE.nullNode());
            case "eth_getLogs" -> logs(params.get(0));
            case "eth_call" -> call(params);
            case "eth_getBalance" ->
                text("0x"
                        + node.balance(id(params.get(1)), address(params.get(0)))
                                .value()
                                .toString(16));
            case "eth_getStorageAt" ->
                text(node.storage(id(params.get(2)), address(params.get(0)), List.of(hash(params.get(1))))
                        .getFirst());
            case "eth_getCode" -> text(Hex.of(node.code(id(params.get(1)), address(params.get(0)))));
            default -> throw new IllegalArgumentException("no such method: " + method);
        };
    }

    private JsonNode block(String which) {
        if (!which.startsWith("0x")) {
            return node.header(BlockTag.valueOf(which.toUpperCase(Locale.ROOT)))
                    .map(this::header)
                    .orElse(MAKE.nullNode());
        }
        long head = node.header(BlockTag.LATEST).orElseThrow().number();
        long number = Long.decode(which);
        return number > head
                ? MAKE.nullNode()
                : header(node.headers(List.of(number)).getFirst());
    }

    private JsonNode header(BlockHeader header) {
        return MAKE.objectNode()
                .put("number", quantity(header.number()))
                .put("hash", header.hash().toString())
                .put("parentHash", header.parentHash().toString())
                .put("timestamp", quantity(header.ref().time().getEpochSecond()))
                .put("logsBloom", Hex.of(header.logsBloom().bytes()))
                .set("transactions", MAKE.arrayNode());
    }

    private JsonNode logs(JsonNode filter) {
        Set<Address> addresses = new HashSet<>();
        filter.get("address").forEach(address -> addresses.add(address(address)));
        List<RawLog> logs = filter.has("blockHash")
                ? node.logs(hash(filter.get("blockHash")), addresses)
                : node.logs(new BlockRange(number(filter.get("fromBlock")), number(filter.get("toBlock"))), addresses);
        ArrayNode array = MAKE.arrayNode();
        logs.forEach(log -> array.add(log(log)));
        return array;
    }

    /** A log as a node writes it. */
    public ObjectNode log(RawLog log) {
        ObjectNode json = MAKE.objectNode()
                .put("address", log.address().toString())
                .put("blockNumber", quantity(log.block().number()))
                .put("blockHash", log.block().hash().toString())
                .put("transactionHash", log.txHash().toString())
                .put("transactionIndex", quantity(log.txIndex()))
                .put("logIndex", quantity(log.logIndex()))
                .put("data", Hex.of(log.data()))
                .put("removed", false);
        if (timestamps) {
            json.put("blockTimestamp", quantity(log.block().time().getEpochSecond()));
        }
        log.topics().forEach(topic -> json.withArray("topics").add(topic.toString()));
        return json;
    }

    private JsonNode call(JsonNode params) {
        ViewCall viewCall = new ViewCall(
                address(params.get(0).get("to")),
                Hex.bytes(params.get(0).get("data").asText()));
        CallResult result = node.call(id(params.get(1)), List.of(viewCall)).getFirst();
        if (!result.success()) {
            throw new Reverted(result.data());
        }
        return text(Hex.of(result.data()));
    }

    private static BlockId id(JsonNode block) {
        if (block.isObject()) {
            return new BlockId.Hashed(hash(block.get("blockHash")));
        }
        return block.asText().startsWith("0x")
                ? new BlockId.Numbered(number(block))
                : new BlockId.Tagged(BlockTag.valueOf(block.asText().toUpperCase(Locale.ROOT)));
    }

    private static ObjectNode error(int code, String message) {
        return JSON.createObjectNode().put("code", code).put("message", message);
    }

    private static JsonNode text(Object value) {
        return MAKE.textNode(value.toString());
    }

    private static Address address(JsonNode text) {
        return Address.of(text.asText());
    }

    private static Hash hash(JsonNode text) {
        return Hash.of(text.asText());
    }

    private static long number(JsonNode hex) {
        return Long.decode(hex.asText());
    }

    private static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static final class Reverted extends RuntimeException {
        private final transient byte[] data;

        Reverted(byte[] data) {
            this.data = data;
        }
    }
}
