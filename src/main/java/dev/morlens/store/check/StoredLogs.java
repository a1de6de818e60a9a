package dev.morlens.store.check;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.RawLog;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which logs are kept of some blocks.
 *
 * @param blocks the hashes of those that are kept; a final block without a log is not
 * @param logs where the logs stand
 */
public record StoredLogs(Map<Long, Hash> blocks, Set<LogPosition> logs) {

    /**
     * The blocks of which one of these logs is not kept, the lowest first. A block of another fork is among them only where
     * ours has no log and is final.
     */
    public List<BlockRef> lacking(List<RawLog> told) {
        return told.stream()
                .filter(this::lacks)
                .map(RawLog::block)
                .distinct()
                .sorted(Comparator.comparingLong(BlockRef::number))
                .toList();
    }

    private boolean lacks(RawLog log) {
        Hash kept = blocks.get(log.block().number());
        boolean mayBeOurs = kept == null || kept.equals(log.block().hash());
        return mayBeOurs && !logs.contains(log.position());
    }
}
