package dev.morlens.chain.rpc.json;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.RawLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes logs of JSON: each of an address asked for, not removed, all fields there; one hash a block, no position twice,
 * in the chain's order.
 */
public final class LogParser {

    private static final int MAX_TOPICS = 4;

    private final Set<Address> addresses;
    private final Map<Long, Hash> hashes = new HashMap<>();

    public LogParser(Set<Address> addresses) {
        this.addresses = addresses;
    }

    /** Height and hash of every block that the logs name; also checks that a height has one hash. */
    public Map<Long, Hash> blocks(List<LogJson> logs) {
        for (LogJson log : logs) {
            long number = JsonFields.quantity("log.blockNumber", log.blockNumber());
            Hash hash = JsonFields.hash("log.blockHash", log.blockHash());
            Hash before = hashes.putIfAbsent(number, hash);
            if (before != null && !before.equals(hash)) {
                throw JsonFields.wrong("log.blockHash", before + " as the other logs of block " + number, hash);
            }
        }
        return hashes;
    }

    /** @param refs the block of each height */
    public List<RawLog> read(List<LogJson> logs, Function<Long, BlockRef> refs) {
        List<RawLog> read = new ArrayList<>(logs.size());
        for (LogJson log : logs) {
            read.add(read(log, refs.apply(JsonFields.quantity("log.blockNumber", log.blockNumber()))));
        }
        read.sort(Comparator.comparing(RawLog::position));
        requireDistinct(read);
        return read;
    }

    private RawLog read(LogJson log, BlockRef block) {
        Address address = JsonFields.address("log.address", log.address());
        if (!addresses.contains(address)) {
            throw JsonFields.wrong("log.address", "one of those asked for", address);
        }
        if (log.removed()) {
            throw JsonFields.wrong("log.removed", "false", "true");
        }
        return new RawLog(
                address,
                block,
                JsonFields.index("log.logIndex", log.logIndex()),
                JsonFields.hash("log.transactionHash", log.transactionHash()),
                JsonFields.index("log.transactionIndex", log.transactionIndex()),
                topics(log.topics()),
                JsonFields.bytes("log.data", log.data()));
    }

    public static List<Hash> topics(List<String> topics) {
        if (topics == null || topics.size() > MAX_TOPICS) {
            throw JsonFields.wrong("log.topics", "none to four", topics == null ? "nothing" : topics.size());
        }
        return topics.stream()
                .map(topic -> JsonFields.hash("log.topics", topic))
                .toList();
    }

    private static void requireDistinct(List<RawLog> ordered) {
        for (int i = 1; i < ordered.size(); i++) {
            LogPosition position = ordered.get(i).position();
            if (position.equals(ordered.get(i - 1).position())) {
                throw JsonFields.wrong("log.logIndex", "every position once", position + " twice");
            }
        }
    }
}
