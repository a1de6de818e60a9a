package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.ReplayMethods.RpcError;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.JsonBytes;
import dev.morlens.testing.replay.history.LogColumns;
import dev.morlens.testing.replay.history.LogWriter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** {@code eth_getLogs} by range or block hash, with addresses and topics. */
final class LogFilter {

    private static final int LIMIT_EXCEEDED = -32005;
    private static final int SERVER_ERROR = -32000;

    private final History history;
    private final Manners manners;
    private final ReplayBlocks blocks;
    private final LogWriter writer;
    private final LongAdder refused = new LongAdder();

    LogFilter(History history, Manners manners, ReplayBlocks blocks) {
        this.history = history;
        this.manners = manners;
        this.blocks = blocks;
        this.writer = new LogWriter(history.world());
    }

    void write(JsonBytes out, JsonObject filter) {
        long from;
        long to;
        if (filter.containsKey("blockHash")) {
            from = blocks.numberOfHash(filter.getString("blockHash"));
            to = from;
            if (from < 0) {
                throw new RpcError(SERVER_ERROR, "unknown block");
            }
        } else {
            from = blocks.number(filter.getString("fromBlock", "latest"));
            to = blocks.number(filter.getString("toBlock", "latest"));
        }
        if (to - from >= manners.mostBlocks()) {
            throw tooMany("query exceeds max block range " + manners.mostBlocks(), "block range too large");
        }
        LogColumns logs = history.world().logs;
        write(out, logs.firstAt(from), logs.firstAt(to + 1), filter);
    }

    private void write(JsonBytes out, int first, int end, JsonObject filter) {
        Set<Address> addresses = addresses(filter.getValue("address"));
        List<Set<Hash>> topics = topics(filter.getJsonArray("topics", new JsonArray()));
        LogColumns logs = history.world().logs;
        int count = 0;
        out.text("[");
        for (int log = first; log < end; log++) {
            if (addresses.contains(logs.kind(log).emitter()) && matches(log, topics)) {
                if (++count > manners.mostLogs()) {
                    throw tooMany(
                            "query returned more than " + manners.mostLogs() + " results",
                            "log response size exceeded");
                }
                writer.write(out.text(count == 1 ? "" : ","), log);
            }
        }
        out.text("]");
    }

    private RpcError tooMany(String withCap, String withoutCap) {
        refused.increment();
        return new RpcError(LIMIT_EXCEEDED, manners.saysCaps() ? withCap : withoutCap);
    }

    /** How many questions were refused as too large. */
    long refused() {
        return refused.sum();
    }

    private boolean matches(int log, List<Set<Hash>> asked) {
        if (asked.isEmpty()) {
            return true;
        }
        Hash[] topics = writer.topics(log);
        for (int i = 0; i < asked.size(); i++) {
            if (!asked.get(i).isEmpty() && (i >= topics.length || !asked.get(i).contains(topics[i]))) {
                return false;
            }
        }
        return asked.size() <= topics.length;
    }

    private static Set<Address> addresses(Object asked) {
        Set<Address> addresses = new HashSet<>();
        texts(asked).forEach(text -> addresses.add(Address.of(text)));
        return addresses.isEmpty() ? Set.of(ReplayContracts.TOKEN, ReplayContracts.DIAMOND) : addresses;
    }

    /** For each place the topics that it may be; empty for any. */
    private static List<Set<Hash>> topics(JsonArray asked) {
        List<Set<Hash>> topics = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Set<Hash> choice = new HashSet<>();
            texts(asked.getValue(i)).forEach(text -> choice.add(Hash.of(text)));
            topics.add(choice);
        }
        return topics;
    }

    private static List<String> texts(Object asked) {
        return switch (asked) {
            case JsonArray many -> many.stream().map(String.class::cast).toList();
            case String one -> List.of(one);
            case null -> List.of();
            default -> throw new IllegalArgumentException("expected a text or a list of them, got " + asked);
        };
    }
}
