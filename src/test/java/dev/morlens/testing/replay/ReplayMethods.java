package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.ReplayNode.Manners;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** The JSON-RPC methods that an indexer asks. */
final class ReplayMethods {

    private static final int INVALID_PARAMS = -32602;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int EXECUTION_REVERTED = 3;

    private final ReplayBlocks blocks;
    private final Views views;
    private final History history;
    private final Map<String, Function<JsonArray, Buffer>> methods;

    ReplayMethods(History history, Manners manners) {
        this.history = history;
        this.blocks = new ReplayBlocks(history);
        this.views = new Views(history);
        LogFilter filter = new LogFilter(history, manners, blocks);
        this.methods = Map.of(
                "eth_chainId", params -> text("0x" + Long.toHexString(ReplayContracts.CHAIN_ID)),
                "eth_blockNumber", params -> text("0x" + Long.toHexString(history.head())),
                "eth_getBlockByNumber", params -> blocks.header(blocks.number(params.getString(0))),
                "eth_getBlockByHash", params -> blocks.header(blocks.numberOfHash(params.getString(0))),
                "eth_getLogs", params -> filter.logs(params.getJsonObject(0)),
                "eth_call", params -> call(params.getJsonObject(0)),
                "eth_getCode", params -> code(Address.of(params.getString(0))),
                "eth_getStorageAt", params -> storage(Hash.of("0x" + padded(params.getString(1)))));
    }

    /** Answers a request or a batch of them. */
    Buffer answer(Buffer body) {
        if (!(Json.decodeValue(body) instanceof JsonArray batch)) {
            return one(body.toJsonObject());
        }
        Buffer out = Buffer.buffer("[");
        for (int i = 0; i < batch.size(); i++) {
            out.appendString(i == 0 ? "" : ",").appendBuffer(one(batch.getJsonObject(i)));
        }
        return out.appendString("]");
    }

    private Buffer one(JsonObject request) {
        Buffer out = Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":").appendString(Json.encode(request.getValue("id")));
        try {
            out.appendString(",\"result\":").appendBuffer(result(request));
        } catch (RpcError e) {
            out = Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":")
                    .appendString(Json.encode(request.getValue("id")))
                    .appendString(",\"error\":")
                    .appendString(new JsonObject()
                            .put("code", e.code())
                            .put("message", e.getMessage())
                            .encode());
        }
        return out.appendString("}");
    }

    private Buffer result(JsonObject request) {
        Function<JsonArray, Buffer> method = methods.get(request.getString("method"));
        if (method == null) {
            throw new RpcError(METHOD_NOT_FOUND, "the method " + request.getString("method") + " does not exist");
        }
        try {
            return method.apply(request.getJsonArray("params", new JsonArray()));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new RpcError(INVALID_PARAMS, "invalid params: " + e.getMessage());
        }
    }

    private Buffer call(JsonObject transaction) {
        String data = transaction.getString("data", transaction.getString("input"));
        return views.call(Address.of(transaction.getString("to")), data)
                .map(ReplayMethods::text)
                .orElseThrow(() -> new RpcError(EXECUTION_REVERTED, "execution reverted"));
    }

    private static Buffer code(Address account) {
        boolean contract = account.equals(ReplayContracts.MULTICALL)
                || account.equals(ReplayContracts.DIAMOND)
                || account.equals(ReplayContracts.TOKEN)
                || account.equals(ReplayContracts.FACET);
        return text(contract ? "0x60806040" : "0x");
    }

    private Buffer storage(Hash slot) {
        return text(history.storage().getOrDefault(slot, Hash.ZERO).toString());
    }

    private static String padded(String quantity) {
        String digits = quantity.substring(2);
        return "0".repeat(64 - digits.length()) + digits;
    }

    private static Buffer text(String value) {
        return Buffer.buffer("\"" + value + "\"");
    }

    /** What a node refuses, by the code that it gives. */
    static final class RpcError extends RuntimeException {

        private final int code;

        RpcError(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
