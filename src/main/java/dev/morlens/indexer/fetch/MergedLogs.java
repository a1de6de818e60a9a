package dev.morlens.indexer.fetch;

import dev.morlens.chain.value.RawLog;
import java.util.List;

/**
 * What endpoints told of some blocks.
 *
 * @param logs by any of them
 * @param agreed whether two of them at least told the same
 */
public record MergedLogs(List<RawLog> logs, boolean agreed) {

    /** Of parts that follow each other. */
    public static MergedLogs joined(List<MergedLogs> parts) {
        return new MergedLogs(
                parts.stream().flatMap(part -> part.logs().stream()).toList(),
                parts.stream().allMatch(MergedLogs::agreed));
    }
}
