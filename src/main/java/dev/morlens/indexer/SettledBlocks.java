package dev.morlens.indexer;

import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.RangeReader;
import dev.morlens.chain.RangeSize;
import dev.morlens.chain.value.BlockRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads blocks that do not change any more, in groups of ranges: each range's logs cost one question, and what the logs
 * leave out is asked for once a group. A few groups are read while one is written.
 */
final class SettledBlocks {

    /** Their sessions fill a few view calls in one request, so that asking for them adds little to asking for logs. */
    private static final int RANGES_A_GROUP = 32;

    /** One that is written, and two that are read meanwhile. */
    private static final int GROUPS_AHEAD = 3;

    /** A group with more takes too much memory: the next ones are smaller. A log takes about a kilobyte. */
    private static final int MOST_LOGS = 20_000;

    private final BlockFetcher fetcher;
    private final RangeSize ranges;
    private final RangeSize groups;
    private final int rangesAhead;

    SettledBlocks(BlockFetcher fetcher, NodeConfig.Ranges config) {
        this.fetcher = fetcher;
        this.ranges = new RangeSize(config.initial(), config.max());
        this.groups = new RangeSize(RANGES_A_GROUP * config.initial(), RANGES_A_GROUP * config.max());
        this.rangesAhead = config.ahead();
    }

    /** Reads all of it, group by group, as {@link RangeReader#read} does. */
    void read(BlockRange whole, RangeReader.Sink<FetchedBlocks> sink) {
        GroupEnds ends = new GroupEnds(fetcher::headers, whole.last());
        new RangeReader<>(range -> group(range, ends), groups, GROUPS_AHEAD).read(whole, sink);
    }

    FetchedBlocks group(BlockRange range) {
        return group(range, new GroupEnds(fetcher::headers, range.last()));
    }

    private FetchedBlocks group(BlockRange range, GroupEnds ends) {
        List<DecodedLogs> pieces = new ArrayList<>();
        new RangeReader<>(fetcher::logs, ranges, rangesAhead).read(range, (piece, logs) -> pieces.add(logs));
        DecodedLogs all = DecodedLogs.joined(pieces);
        if (all.raw().size() > MOST_LOGS) {
            groups.refused(range);
        }
        return fetcher.settled(range, ends.of(range), all);
    }
}
