package dev.morlens.store;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.RawLog;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which logs are kept of some blocks.
 *
 * @param blocks the hashes of those that are kept; a final block without a log is not
 * @param logs where the logs stand
 */
public record KeptLogs(Map<Long, Hash> blocks, Set<LogPosition> logs) {

    /** The first block of which one of these logs is not kept; one of which another fork's block is kept does not count. */
    public Optional<BlockRef> firstLacking(List<RawLog> told) {
        return told.stream().filter(this::lacks).map(RawLog::block).min(Comparator.comparingLong(BlockRef::number));
    }

    private boolean lacks(RawLog log) {
        Hash kept = blocks.get(log.block().number());
        boolean mayBeOurs = kept == null || kept.equals(log.block().hash());
        return mayBeOurs && !logs.contains(log.position());
    }
}
