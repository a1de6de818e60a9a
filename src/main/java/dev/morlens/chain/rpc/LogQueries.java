package dev.morlens.chain.rpc;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.answer.RawResponse;
import dev.morlens.chain.rpc.answer.RpcErrorClassifier;
import dev.morlens.chain.rpc.answer.RpcResponse;
import dev.morlens.chain.rpc.client.CombinedQuestions;
import dev.morlens.chain.rpc.client.RpcClient;
import dev.morlens.chain.rpc.json.HeaderJson;
import dev.morlens.chain.rpc.json.HeaderParser;
import dev.morlens.chain.rpc.json.JsonFields;
import dev.morlens.chain.rpc.json.JsonParams;
import dev.morlens.chain.rpc.json.LogJson;
import dev.morlens.chain.rpc.json.LogParser;
import dev.morlens.chain.rpc.json.RpcResponses;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code eth_getLogs}, with the blocks' times from the logs or, where the node leaves them out, from headers. */
final class LogQueries {

    private static final String METHOD = "eth_getLogs";

    private final RpcClient client;
    private final CombinedQuestions combinedQuestions;
    private final Node headers;
    private final LogTimeCheck times;
    private final RecentBlocks recent = new RecentBlocks();
    private final TiledLogQueries tiles;
    private final FirstLogSearch kept;

    LogQueries(RpcClient client, Node headers, EndpointProfile profile) {
        this.client = client;
        this.combinedQuestions = new CombinedQuestions(client, profile.batch());
        this.headers = headers;
        this.times = new LogTimeCheck(profile.logTimes(), headers::headers, InstantSource.system());
        this.tiles = new TiledLogQueries(profile.logRange());
        this.kept = new FirstLogSearch(profile.logs());
    }

    List<RawLog> in(BlockRange range, Set<Address> addresses) {
        try {
            return tiles.read(range, tile -> answered(tile, addresses), (tile, logs) -> inside(tile, logs, addresses));
        } catch (HistoryMissingException e) {
            kept.find(range.first(), recent.newest(), block -> answered(BlockRange.single(block), addresses));
            throw e;
        }
    }

    /** The endpoint has shown to have this block. */
    void seen(BlockHeader header) {
        recent.seen(header.ref());
        times.seen(header);
    }

    /** The question for all logs from a block to the newest. */
    static RpcClient.SentQuestion sinceQuestion(long first, Set<Address> addresses) {
        return new RpcClient.SentQuestion(
                METHOD, List.of(filter(JsonParams.quantity(first), BlockTag.LATEST.json(), addresses)));
    }

    List<RawLog> since(long first, Set<Address> addresses) {
        RpcClient.SentQuestion question = sinceQuestion(first, addresses);
        RpcResponse<List<LogJson>> rpcResponse = client.ask(RpcResponses.Logs.class, METHOD, question.params());
        return read(new BlockRange(first, Long.MAX_VALUE - 1), rpcResponse, addresses);
    }

    /** @param range what counts of an answer that reached up to the newest block of its time */
    List<RawLog> read(BlockRange range, RpcResponse<List<LogJson>> rpcResponse, Set<Address> addresses) {
        if (rpcResponse.failed()) {
            throw RpcErrorClassifier.ofLogs(range, rpcResponse.error(), true);
        }
        List<LogJson> logs = required(rpcResponse.result()).stream()
                .filter(log -> JsonFields.quantity("log.blockNumber", log.blockNumber()) <= range.last())
                .toList();
        return inside(range, logs, addresses);
    }

    private List<RawLog> inside(BlockRange range, List<LogJson> logs, Set<Address> addresses) {
        LogParser reader = new LogParser(addresses);
        Map<Long, Hash> blocks = reader.blocks(logs);
        blocks.keySet().forEach(number -> requireInside(range, number));
        return reader.read(logs, refs(logs, blocks)::get);
    }

    private List<LogJson> answered(BlockRange range, Set<Address> addresses) {
        boolean isRecent = recent.contain(range.last());
        Map<String, Object> filter =
                filter(JsonParams.quantity(range.first()), JsonParams.quantity(range.last()), addresses);
        RpcResponse<List<LogJson>> rpcResponse =
                isRecent ? withLastHeader(range, filter) : client.ask(RpcResponses.Logs.class, METHOD, List.of(filter));
        if (rpcResponse.failed()) {
            throw RpcErrorClassifier.ofLogs(range, rpcResponse.error(), isRecent);
        }
        return required(rpcResponse.result());
    }

    /**
     * Beyond its head a node answers with the logs it has, and no word that some are missing; behind one address there may be
     * several, some of which lag. Whichever answers is to show that it has the last block as well.
     */
    private RpcResponse<List<LogJson>> withLastHeader(BlockRange range, Map<String, Object> filter) {
        List<RawResponse> replies = combinedQuestions.ask(List.of(
                new RpcClient.SentQuestion(METHOD, List.of(filter)),
                new RpcClient.SentQuestion(
                        JsonRpcNode.BLOCK_BY_NUMBER, List.of(JsonParams.quantity(range.last()), false))));
        RpcResponse<HeaderJson> header = replies.getLast().read(HeaderJson.class);
        if (!header.failed() && header.result() == null) {
            throw new UnknownBlockException(
                    "expected block " + range.last() + " for the logs up to it, the node does not have it");
        }
        RpcResponse<List<LogJson>> logs =
                replies.getFirst().read(LogJson[].class).map(Arrays::asList);
        if (!logs.failed()) {
            seen(HeaderParser.numbered(range.last(), header.orThrow()));
        }
        return logs;
    }

    List<RawLog> of(Hash blockHash, Set<Address> addresses) {
        Map<String, Object> filter = Map.of("blockHash", blockHash.toString(), "address", texts(addresses));
        List<LogJson> logs = required(
                client.ask(RpcResponses.Logs.class, METHOD, List.of(filter)).orThrow(new BlockId.Hashed(blockHash)));
        LogParser reader = new LogParser(addresses);
        Map<Long, Hash> blocks = reader.blocks(logs);
        blocks.values().forEach(hash -> requireHash(blockHash, hash));
        return reader.read(logs, refs(logs, blocks)::get);
    }

    private Map<Long, BlockRef> refs(List<LogJson> logs, Map<Long, Hash> blocks) {
        Map<Long, BlockRef> refs = times.areRead() ? readable(logs, blocks) : new HashMap<>();
        if (!times.areRight(refs.values())) {
            refs.clear();
        }
        addMissing(refs, blocks);
        return refs;
    }

    /** Nothing where they cannot be read, or contradict each other: numbers and hashes were read before. */
    private Map<Long, BlockRef> readable(List<LogJson> logs, Map<Long, Hash> blocks) {
        try {
            return told(logs, blocks);
        } catch (TemporaryNodeException e) {
            times.unreadable();
            return new HashMap<>();
        }
    }

    private static Map<Long, BlockRef> told(List<LogJson> logs, Map<Long, Hash> blocks) {
        Map<Long, BlockRef> refs = new HashMap<>();
        for (LogJson log : logs) {
            if (log.blockTimestamp() != null) {
                long number = JsonFields.quantity("log.blockNumber", log.blockNumber());
                Instant time = JsonFields.time("log.blockTimestamp", log.blockTimestamp());
                BlockRef ref = new BlockRef(number, blocks.get(number), time);
                requireSame(refs.putIfAbsent(number, ref), ref);
            }
        }
        return refs;
    }

    private void addMissing(Map<Long, BlockRef> refs, Map<Long, Hash> blocks) {
        TreeSet<Long> missing = new TreeSet<>(blocks.keySet());
        missing.removeAll(refs.keySet());
        for (BlockHeader header : headers.headers(List.copyOf(missing))) {
            requireHash(header.hash(), blocks.get(header.number()));
            refs.put(header.number(), header.ref());
        }
    }

    private static List<LogJson> required(List<LogJson> logs) {
        if (logs == null || logs.contains(null)) {
            throw JsonFields.wrong(METHOD, "a list of logs", logs == null ? "nothing" : "one with null");
        }
        return logs;
    }

    private static void requireInside(BlockRange range, long number) {
        if (!range.contains(number)) {
            throw JsonFields.wrong("log.blockNumber", "one of " + range, number);
        }
    }

    private static void requireHash(Hash expected, Hash got) {
        if (!expected.equals(got)) {
            throw JsonFields.wrong("log.blockHash", expected, got);
        }
    }

    private static void requireSame(BlockRef before, BlockRef ref) {
        if (before != null && !before.equals(ref)) {
            throw JsonFields.wrong("log.blockTimestamp", before.time() + " as the other logs of " + before, ref.time());
        }
    }

    private static Map<String, Object> filter(String from, String to, Set<Address> addresses) {
        return Map.of("fromBlock", from, "toBlock", to, "address", texts(addresses));
    }

    private static List<String> texts(Set<Address> addresses) {
        return addresses.stream().map(Address::toString).sorted().toList();
    }
}
