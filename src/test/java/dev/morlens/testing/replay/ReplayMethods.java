package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.JsonBytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** The JSON-RPC methods that indexers ask. */
final class ReplayMethods {

    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int EXECUTION_REVERTED = 3;

    private final History history;
    private final Map<String, BiConsumer<JsonArray, JsonBytes>> methods = new HashMap<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final LogFilter filter;

    ReplayMethods(History history, Manners manners) {
        this.history = history;
        ReplayTransactions transactions = new ReplayTransactions(history);
        ReplayBlocks blocks = new ReplayBlocks(history, transactions);
        this.filter = new LogFilter(history, manners, blocks);
        about();
        blocks(blocks);
        transactions(blocks, transactions);
        states(new ReplayStates(history, manners, blocks));
    }

    private void about() {
        methods.put("eth_chainId", (params, out) -> out.quantity(ReplayContracts.CHAIN_ID));
        methods.put("net_version", (params, out) -> out.quoted(String.valueOf(ReplayContracts.CHAIN_ID)));
        methods.put("web3_clientVersion", (params, out) -> out.quoted("MorLens-replay/1"));
        methods.put("eth_syncing", (params, out) -> out.text("false"));
        methods.put("eth_gasPrice", (params, out) -> out.quantity(5_000_000));
        methods.put("eth_blockNumber", (params, out) -> out.quantity(history.head()));
    }

    private void blocks(ReplayBlocks blocks) {
        methods.put(
                "eth_getBlockByNumber",
                (params, out) -> blocks.write(out, blocks.number(params.getString(0)), whole(params)));
        methods.put(
                "eth_getBlockByHash",
                (params, out) -> blocks.write(out, blocks.numberOfHash(params.getString(0)), whole(params)));
        methods.put("eth_getLogs", (params, out) -> filter.write(out, params.getJsonObject(0)));
    }

    private static boolean whole(JsonArray params) {
        return params.size() > 1 && Boolean.TRUE.equals(params.getValue(1));
    }

    private void transactions(ReplayBlocks blocks, ReplayTransactions transactions) {
        methods.put("eth_getTransactionByHash", (params, out) -> transactions.write(out, Hash.of(params.getString(0))));
        methods.put(
                "eth_getTransactionReceipt", (params, out) -> transactions.receipt(out, Hash.of(params.getString(0))));
        methods.put("eth_getBlockReceipts", (params, out) -> {
            String block = params.getString(0);
            boolean hash = block.length() == 2 + 2 * Hash.BYTES;
            transactions.receipts(out, hash ? blocks.numberOfHash(block) : blocks.number(block));
        });
    }

    private void states(ReplayStates states) {
        methods.put("eth_call", (params, out) -> {
            if (params.size() > 2) {
                states.callByCode(out, params.getJsonObject(0), optional(params, 1));
            } else {
                states.call(out, params.getJsonObject(0), optional(params, 1));
            }
        });
        methods.put("eth_getCode", (params, out) -> states.code(out, address(params), optional(params, 1)));
        methods.put("eth_getBalance", (params, out) -> out.quantity(1_000_000_000_000_000L));
        methods.put("eth_getTransactionCount", (params, out) -> out.quantity(0));
        methods.put("eth_getStorageAt", (params, out) -> {
            Hash slot = Hash.of("0x" + padded(params.getString(1)));
            states.storage(out, address(params), slot, optional(params, 2));
        });
    }

    private static Address address(JsonArray params) {
        return Address.of(params.getString(0));
    }

    private static Object optional(JsonArray params, int place) {
        return params.size() > place ? params.getValue(place) : null;
    }

    private static String padded(String quantity) {
        String digits = quantity.substring(2);
        return "0".repeat(64 - digits.length()) + digits;
    }

    /** How often each method was called so far. */
    Map<String, Long> counts() {
        Map<String, Long> sums = new HashMap<>();
        counts.forEach((method, count) -> sums.put(method, count.sum()));
        return sums;
    }

    /** How many questions for logs were refused as too large. */
    long refusedLogs() {
        return filter.refused();
    }

    /** Answers a request or a batch of them; the chain does not change meanwhile. */
    Buffer answer(Buffer body) {
        JsonBytes out = new JsonBytes();
        synchronized (history) {
            if (Json.decodeValue(body) instanceof JsonArray batch) {
                out.text("[");
                for (int i = 0; i < batch.size(); i++) {
                    one(out.text(i == 0 ? "" : ","), batch.getJsonObject(i));
                }
                out.text("]");
            } else {
                one(out, body.toJsonObject());
            }
        }
        return out.buffer();
    }

    private void one(JsonBytes out, JsonObject request) {
        out.text("{\"jsonrpc\":\"2.0\",\"id\":").text(Json.encode(request.getValue("id")));
        int mark = out.length();
        try {
            result(out.text(",\"result\":"), request);
        } catch (RpcError e) {
            out.cut(mark);
            JsonObject error = new JsonObject().put("code", e.code()).put("message", e.getMessage());
            out.text(",\"error\":").text(error.encode());
        }
        out.text("}");
    }

    private void result(JsonBytes out, JsonObject request) {
        String name = request.getString("method");
        if (name == null) {
            throw new RpcError(INVALID_REQUEST, "a request names a method");
        }
        BiConsumer<JsonArray, JsonBytes> method = methods.get(name);
        if (method == null) {
            throw new RpcError(METHOD_NOT_FOUND, "the method " + name + " does not exist");
        }
        counts.computeIfAbsent(name, key -> new LongAdder()).increment();
        try {
            method.accept(request.getJsonArray("params", new JsonArray()), out);
        } catch (IllegalArgumentException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
            throw new RpcError(INVALID_PARAMS, "invalid params: " + e.getMessage());
        }
    }

    /** What a node refuses, by the code that it gives. */
    static final class RpcError extends RuntimeException {

        private final int code;

        RpcError(int code, String message) {
            super(message);
            this.code = code;
        }

        static RpcError reverted() {
            return new RpcError(EXECUTION_REVERTED, "execution reverted");
        }

        int code() {
            return code;
        }
    }
}
