package dev.morlens.indexer.backfill;

import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.range.RangeReader;
import dev.morlens.chain.range.RangeSize;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.indexer.fetch.BlockFetcher;
import dev.morlens.indexer.fetch.DecodedLogs;
import dev.morlens.indexer.fetch.FetchedBlocks;
import dev.morlens.indexer.fetch.ReadAhead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads blocks that do not change any more: the logs range by range without a pause, and what they leave out once for a
 * group of ranges. A few groups are read ahead while one is written.
 */
public final class FinalBlockReader {

    /** Their sessions fill a few view calls in one request, so that asking for them adds little to asking for logs. */
    private static final int RANGES_A_GROUP = 48;

    /** A group ends with the range that brings so many: a log takes about a kilobyte. */
    private static final int LOGS_A_GROUP = 20_000;

    /** Ranges are as long as this takes, so that no group is much larger than another. */
    private static final int LOGS_A_RANGE = LOGS_A_GROUP / 2;

    /** A third is what a group at its largest takes, the rest is for all else. */
    private static final long HEAP_A_GROUP = 64L << 20;

    /** Gathered, waiting for its place, posted and written: these are held besides those that wait to be taken. */
    private static final int AT_WORK = 4;

    private static final int MOST_AHEAD = 8;

    private record Group(BlockRange range, FetchedBlocks blocks) {}

    /** Before so many blocks it is worth a question to know how long they will take. */
    private static final long LONG = 100_000;

    private final BlockFetcher fetcher;
    private final NodeConfig config;
    private final RangeSize ranges;

    public FinalBlockReader(BlockFetcher fetcher, NodeConfig config) {
        this.fetcher = fetcher;
        this.config = config;
        NodeConfig.Ranges blocks = config.blocksPerRange();
        this.ranges = new RangeSize(blocks.initial(), blocks.max(), LOGS_A_RANGE, fetcher::logCaps);
    }

    /** Finds out, with a question or two, how many blocks a request may cover, where there are many to come. */
    public void findCap(BlockRange whole) {
        if (whole.size() >= LONG && fetcher.logCaps(whole.first()).blocks().isEmpty()) {
            try {
                fetcher.logs(whole.head(config.blocksPerRange().initial()));
            } catch (RangeTooLargeException e) {
                // What is allowed instead is known now.
            }
        }
    }

    /** What it costs to read on from that block, as far as that is known. */
    public BackfillCost costFrom(long block) {
        return new BackfillCost(fetcher.logCaps(block).blocks(), config.requestsPerSecond());
    }

    /**
     * Reads all of it, group by group, as {@link RangeReader#read} does.
     *
     * @throws TemporaryNodeException if this thread is interrupted, which is how to cancel
     */
    public void read(BlockRange whole, RangeReader.Sink<FetchedBlocks> sink) {
        ChainIdWitness chain = fetcher.sameChain();
        RangeEndHeaders ends = new RangeEndHeaders(fetcher::headers, whole.last());
        int most = (int) Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_A_GROUP - AT_WORK, 1, MOST_AHEAD);
        try (ReadAhead<Group> groups =
                new ReadAhead<>(most, tasks -> logs(whole, new Gathering(whole, ends, chain, tasks)))) {
            for (Optional<Group> group = groups.next(); group.isPresent(); group = groups.next()) {
                sink.accept(group.get().range(), group.get().blocks());
            }
        }
    }

    public FetchedBlocks group(BlockRange range) {
        ChainIdWitness chain = fetcher.sameChain();
        return completed(
                        range, List.of(fetcher.logs(range)), new RangeEndHeaders(fetcher::headers, range.last()), chain)
                .blocks();
    }

    private void logs(BlockRange whole, RangeReader.Sink<DecodedLogs> sink) {
        new RangeReader<>(
                        fetcher::logs,
                        (DecodedLogs logs) -> logs.raw().size(),
                        ranges,
                        config.blocksPerRange().ahead())
                .read(whole, sink);
    }

    private Group completed(BlockRange range, List<DecodedLogs> pieces, RangeEndHeaders ends, ChainIdWitness chain) {
        Group group = new Group(range, fetcher.settled(range, ends.of(range), DecodedLogs.joined(pieces)));
        chain.confirm();
        return group;
    }

    /** Puts ranges together, and gives a task for each group. */
    private final class Gathering implements RangeReader.Sink<DecodedLogs> {

        private final BlockRange whole;
        private final RangeEndHeaders ends;
        private final ChainIdWitness chain;
        private final Consumer<Supplier<Group>> tasks;
        private List<DecodedLogs> pieces = new ArrayList<>();
        private long first;

        Gathering(BlockRange whole, RangeEndHeaders ends, ChainIdWitness chain, Consumer<Supplier<Group>> tasks) {
            this.whole = whole;
            this.ends = ends;
            this.chain = chain;
            this.tasks = tasks;
            this.first = whole.first();
        }

        @Override
        public void accept(BlockRange piece, DecodedLogs logs) {
            pieces.add(logs);
            if (isFull() || piece.last() == whole.last()) {
                BlockRange range = new BlockRange(first, piece.last());
                List<DecodedLogs> gathered = pieces;
                pieces = new ArrayList<>();
                first = piece.last() + 1;
                tasks.accept(() -> completed(range, gathered, ends, chain));
            }
        }

        private boolean isFull() {
            return pieces.size() == RANGES_A_GROUP
                    || pieces.stream().mapToInt(piece -> piece.raw().size()).sum() >= LOGS_A_GROUP;
        }
    }
}
