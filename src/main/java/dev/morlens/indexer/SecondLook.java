package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Remembers followed blocks that gave no log although their bloom does not exclude one, and asks once more about a number
 * of them together. On a busy chain most blooms exclude nothing, so that to ask at once would double the questions.
 */
final class SecondLook {

    /** One question for logs covers as many blocks with any provider. */
    private static final int MOST_BLOCKS = 500;

    private final LogReader reader;
    private final Duration interval;
    private final Due look = new Due();
    private final TreeMap<Long, Hash> empty = new TreeMap<>();

    SecondLook(LogReader reader, Duration interval) {
        this.reader = reader;
        this.interval = interval;
    }

    void followed(FetchedBlocks blocks) {
        Set<Long> withLogs =
                blocks.logs().raw().stream().map(log -> log.block().number()).collect(Collectors.toSet());
        for (BlockHeader header : blocks.headers()) {
            if (!withLogs.contains(header.number()) && reader.mayHoldOurs(header)) {
                empty.put(header.number(), header.hash());
            }
        }
    }

    void forget() {
        empty.clear();
    }

    /** The first block of which a log was left out, if it is time to look; empty if none was. */
    OptionalLong missed() {
        if (empty.isEmpty() || !look.isNow()) {
            return OptionalLong.empty();
        }
        look.after(interval);
        long first = empty.firstKey();
        long last = empty.floorKey(first + MOST_BLOCKS - 1);
        OptionalLong missed = reader.fromAll(new BlockRange(first, last)).stream()
                .filter(log -> Objects.equals(
                        empty.get(log.block().number()), log.block().hash()))
                .mapToLong(log -> log.block().number())
                .min();
        empty.headMap(last, true).clear();
        return missed;
    }
}
