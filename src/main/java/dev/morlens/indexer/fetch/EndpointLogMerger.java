package dev.morlens.indexer.fetch;

import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.RawLog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All logs that any of several endpoints tells of the same blocks, but for those of a fork that only some are on. */
final class EndpointLogMerger {

    private final Node node;

    /** @param node whose chain counts */
    EndpointLogMerger(Node node) {
        this.node = node;
    }

    /** In the chain's order, each once. */
    List<RawLog> of(List<List<RawLog>> answers) {
        Map<ForkLogPosition, RawLog> found = new TreeMap<>();
        Map<ForkLogPosition, Integer> times = new HashMap<>();
        answers.forEach(logs -> logs.forEach(log -> {
            found.putIfAbsent(ForkLogPosition.of(log), log);
            times.merge(ForkLogPosition.of(log), 1, Integer::sum);
        }));
        Set<BlockRef> disputed = found.entrySet().stream()
                .filter(log -> times.get(log.getKey()) < answers.size())
                .map(log -> log.getValue().block())
                .collect(Collectors.toSet());
        Set<BlockRef> foreign = foreign(disputed);
        return found.values().stream()
                .filter(log -> !foreign.contains(log.block()))
                .toList();
    }

    /** The blocks of which one answer lacks a log that is there. */
    static List<BlockRef> missing(List<RawLog> all, List<RawLog> answer) {
        Set<ForkLogPosition> told = answer.stream().map(ForkLogPosition::of).collect(Collectors.toSet());
        return all.stream()
                .filter(log -> !told.contains(ForkLogPosition.of(log)))
                .map(RawLog::block)
                .distinct()
                .toList();
    }

    /** Blocks of which only some endpoints tell may be of a fork that these are on. */
    private Set<BlockRef> foreign(Set<BlockRef> disputed) {
        if (disputed.isEmpty()) {
            return Set.of();
        }
        List<BlockRef> blocks = List.copyOf(disputed);
        List<BlockHeader> headers =
                node.headers(blocks.stream().map(BlockRef::number).toList());
        Set<BlockRef> foreign = new HashSet<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (!headers.get(i).hash().equals(blocks.get(i).hash())) {
                foreign.add(blocks.get(i));
            }
        }
        return foreign;
    }
}
