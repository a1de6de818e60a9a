package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.testing.replay.ReplayMethods.RpcError;
import dev.morlens.testing.replay.ReplayNode.Manners;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code eth_getLogs}: usually one slice of the JSON that was written beforehand. */
final class LogFilter {

    private static final int LIMIT_EXCEEDED = -32005;

    private final History history;
    private final Manners manners;
    private final ReplayBlocks blocks;

    LogFilter(History history, Manners manners, ReplayBlocks blocks) {
        this.history = history;
        this.manners = manners;
        this.blocks = blocks;
    }

    Buffer logs(JsonObject filter) {
        boolean byHash = filter.containsKey("blockHash");
        long from = byHash
                ? blocks.numberOfHash(filter.getString("blockHash"))
                : blocks.number(filter.getString("fromBlock"));
        long to = byHash ? from : blocks.number(filter.getString("toBlock"));
        if (to - from >= manners.mostBlocks()) {
            throw new RpcError(LIMIT_EXCEEDED, "query exceeds max block range " + manners.mostBlocks());
        }
        int first = history.logs().firstAt(from);
        int end = history.logs().firstAt(to + 1);
        if (end - first > manners.mostLogs()) {
            throw new RpcError(LIMIT_EXCEEDED, "query returned more than " + manners.mostLogs() + " results");
        }
        return slice(first, end, addresses(filter.getValue("address")));
    }

    private static Set<Address> addresses(Object asked) {
        List<?> texts = switch (asked) {
            case JsonArray many -> many.getList();
            case String one -> List.of(one);
            case null -> List.of(ReplayContracts.TOKEN.toString(), ReplayContracts.DIAMOND.toString());
            default -> throw new IllegalArgumentException("address " + asked);
        };
        Set<Address> addresses = new HashSet<>();
        texts.forEach(text -> addresses.add(Address.of(text.toString())));
        return addresses;
    }

    private Buffer slice(int first, int end, Set<Address> addresses) {
        boolean token = addresses.contains(ReplayContracts.TOKEN);
        boolean diamond = addresses.contains(ReplayContracts.DIAMOND);
        Buffer out = Buffer.buffer("[");
        if (token && diamond) {
            append(out, first, end);
        } else {
            for (int i = first; i < end; i++) {
                if (history.logs().ofToken().get(i) ? token : diamond) {
                    append(out, i, i + 1);
                }
            }
        }
        return closed(out);
    }

    private void append(Buffer out, int first, int end) {
        int start = history.logs().startOf(first);
        out.appendBytes(history.logs().json(), start, history.logs().startOf(end) - start);
    }

    /** Each log brought its comma: the last one becomes the bracket. */
    private static Buffer closed(Buffer out) {
        return out.length() == 1 ? out.appendString("]") : out.setByte(out.length() - 1, (byte) ']');
    }
}
