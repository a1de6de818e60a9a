package dev.morlens.indexer.head;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.indexer.fetch.ForkLogPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a look at the head told held against what the looks before it did. A block's hash stands for its logs: one that was told
 * of a block which is the chain's is there, whatever another answer lacks.
 */
final class HeadOverlap {

    /** More blocks with logs than a look brings: of a range that was read between two equal headers of its end. */
    private static final int MOST_NEW_HEADERS = 50;

    private final BlockRef checkpoint;
    private final BlockHeader last;
    private final NavigableMap<ForkLogPosition, RawLog> known = new TreeMap<>();
    private final NavigableMap<ForkLogPosition, RawLog> told = new TreeMap<>();
    private final NavigableMap<ForkLogPosition, RawLog> foreign = new TreeMap<>();
    private final Map<Long, BlockHeader> headers = new HashMap<>();

    /**
     * @param last the last block that both reach to
     * @param known by earlier looks
     * @param told by this one
     */
    HeadOverlap(BlockRef checkpoint, BlockHeader last, Collection<RawLog> known, Collection<RawLog> told) {
        this.checkpoint = checkpoint;
        this.last = last;
        known.forEach(log -> this.known.put(ForkLogPosition.of(log), log));
        told.forEach(log -> this.told.put(ForkLogPosition.of(log), log));
        headers.put(last.number(), last);
    }

    /** The blocks whose headers {@link #compare} needs: with new logs, and where the answers differ. */
    List<Long> blocksToCheck() {
        TreeSet<Long> blocks = new TreeSet<>();
        differing(told, known).forEach(place -> blocks.add(place.block()));
        if (blocks.tailSet(checkpoint.number(), false).size() > MOST_NEW_HEADERS) {
            blocks.tailSet(checkpoint.number(), false).clear();
        }
        differing(known, told).forEach(place -> blocks.add(place.block()));
        blocks.remove(last.number());
        return List.copyOf(blocks);
    }

    private static List<ForkLogPosition> differing(
            Map<ForkLogPosition, RawLog> some, Map<ForkLogPosition, RawLog> others) {
        return some.keySet().stream()
                .filter(place -> !others.containsKey(place))
                .toList();
    }

    /**
     * @throws dev.morlens.chain.error.UnknownBlockException if the answer tells of a new block that is not the one of its header
     */
    void compare(List<BlockHeader> found) {
        found.forEach(header -> headers.put(header.number(), header));
        known.values().stream().filter(this::isForeign).forEach(log -> foreign.put(ForkLogPosition.of(log), log));
        for (RawLog log : told.values()) {
            if (isForeign(log)) {
                foreign.put(ForkLogPosition.of(log), log);
                BlockHeader header = headers.get(log.block().number());
                if (log.block().number() > checkpoint.number()) {
                    throw HeadFollower.changed(header, log.block().hash() + " by a log");
                }
            }
        }
    }

    private boolean isForeign(RawLog log) {
        BlockHeader header = headers.get(log.block().number());
        return header != null && !header.hash().equals(log.block().hash());
    }

    /** What is not of the chain, by the headers. */
    Collection<RawLog> foreign() {
        return foreign.values();
    }

    /** Whether blocks of ours up to the checkpoint are not the chain's, although the checkpoint seemed to be. */
    boolean isReorganised() {
        return foreign.keySet().stream()
                .anyMatch(place -> place.block() <= checkpoint.number() && known.containsKey(place));
    }

    long firstForeign() {
        return foreign.firstKey().block();
    }

    /** Whether the answer has all that was known before, and nothing besides up to the checkpoint. */
    boolean agrees() {
        return leftOut().isEmpty()
                && told.values().stream().allMatch(this::agreesWithBloom)
                && known.keySet().stream().allMatch(place -> told.containsKey(place) || foreign.containsKey(place));
    }

    private boolean agreesWithBloom(RawLog log) {
        BlockHeader header = headers.get(log.block().number());
        return header == null || header.logsBloom().mayHold(log.address());
    }

    /** Of blocks that were taken in without them. */
    List<RawLog> leftOut() {
        return told.entrySet().stream()
                .filter(log -> log.getKey().block() <= checkpoint.number())
                .filter(log -> !known.containsKey(log.getKey()) && !foreign.containsKey(log.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    long firstLeftOut() {
        return leftOut().getFirst().block().number();
    }

    /** Of blocks above the checkpoint, by whichever look, in the chain's order. */
    List<RawLog> added() {
        TreeMap<ForkLogPosition, RawLog> all = new TreeMap<>(known);
        all.putAll(told);
        all.keySet().removeAll(foreign.keySet());
        return new ArrayList<>(all.tailMap(new ForkLogPosition(checkpoint.number() + 1, 0, Hash.ZERO), true)
                .values());
    }

    /** Of blocks above the checkpoint, as many as are at hand, the last one among them. */
    List<BlockHeader> headers() {
        return headers.values().stream()
                .filter(header -> header.number() > checkpoint.number())
                .sorted((one, other) -> Long.compare(one.number(), other.number()))
                .toList();
    }
}
