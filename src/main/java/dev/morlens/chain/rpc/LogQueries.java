package dev.morlens.chain.rpc;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** {@code eth_getLogs}, with the blocks' times from the logs or, where the node leaves them out, from headers. */
final class LogQueries {

    private final RpcClient client;
    private final Node headers;
    private final LogTimes times;
    /** The highest block that this endpoint has shown to have: up to it a range is complete. */
    private final AtomicLong reached = new AtomicLong(-1);

    private final LogTiles tiles;

    LogQueries(RpcClient client, Node headers, EndpointProfile profile) {
        this.client = client;
        this.headers = headers;
        this.times = new LogTimes(profile.logTimes(), headers::headers, InstantSource.system());
        this.tiles = new LogTiles(profile.logRange());
    }

    List<RawLog> in(BlockRange range, Set<Address> addresses) {
        requireReached(range.last());
        return tiles.read(range, tile -> answered(tile, addresses), (tile, logs) -> {
            LogReader reader = new LogReader(addresses);
            Map<Long, Hash> blocks = reader.blocks(logs);
            blocks.keySet().forEach(number -> requireInside(tile, number));
            return reader.read(logs, refs(logs, blocks)::get);
        });
    }

    private List<LogJson> answered(BlockRange range, Set<Address> addresses) {
        Map<String, Object> filter = Map.of(
                "fromBlock", Json.quantity(range.first()),
                "toBlock", Json.quantity(range.last()),
                "address", texts(addresses));
        Reply<List<LogJson>> reply = client.ask(Answers.Logs.class, "eth_getLogs", List.of(filter));
        if (reply.failed()) {
            throw RpcErrors.ofLogs(range, reply.error(), true);
        }
        return required(reply.result());
    }

    /** The endpoint has shown to have this block. */
    void seen(BlockHeader header) {
        reached.accumulateAndGet(header.number(), Math::max);
        times.seen(header);
    }

    /** Beyond its head a node answers with the logs it has, and no word that some are missing. */
    private void requireReached(long block) {
        if (block > reached.get()) {
            headers.headers(List.of(block));
        }
    }

    List<RawLog> of(Hash blockHash, Set<Address> addresses) {
        Map<String, Object> filter = Map.of("blockHash", blockHash.toString(), "address", texts(addresses));
        List<LogJson> logs = required(
                client.ask(Answers.Logs.class, "eth_getLogs", List.of(filter)).orThrow(new BlockId.Hashed(blockHash)));
        LogReader reader = new LogReader(addresses);
        Map<Long, Hash> blocks = reader.blocks(logs);
        blocks.values().forEach(hash -> requireHash(blockHash, hash));
        return reader.read(logs, refs(logs, blocks)::get);
    }

    private Map<Long, BlockRef> refs(List<LogJson> logs, Map<Long, Hash> blocks) {
        Map<Long, BlockRef> refs = times.areRead() ? told(logs, blocks) : new HashMap<>();
        if (!times.areRight(refs.values())) {
            refs.clear();
        }
        addMissing(refs, blocks);
        return refs;
    }

    private static Map<Long, BlockRef> told(List<LogJson> logs, Map<Long, Hash> blocks) {
        Map<Long, BlockRef> refs = new HashMap<>();
        for (LogJson log : logs) {
            if (log.blockTimestamp() != null) {
                long number = Fields.quantity("log.blockNumber", log.blockNumber());
                Instant time = Instant.ofEpochSecond(Fields.quantity("log.blockTimestamp", log.blockTimestamp()));
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
            throw Fields.wrong("eth_getLogs", "a list of logs", logs == null ? "nothing" : "one with null");
        }
        return logs;
    }

    private static void requireInside(BlockRange range, long number) {
        if (!range.contains(number)) {
            throw Fields.wrong("log.blockNumber", "one of " + range, number);
        }
    }

    private static void requireHash(Hash expected, Hash got) {
        if (!expected.equals(got)) {
            throw Fields.wrong("log.blockHash", expected, got);
        }
    }

    private static void requireSame(BlockRef before, BlockRef ref) {
        if (before != null && !before.equals(ref)) {
            throw Fields.wrong("log.blockTimestamp", before.time() + " as the other logs of " + before, ref.time());
        }
    }

    private static List<String> texts(Set<Address> addresses) {
        return addresses.stream().map(Address::toString).sorted().toList();
    }
}
