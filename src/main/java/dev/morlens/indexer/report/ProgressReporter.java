package dev.morlens.indexer.report;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.endpoint.EndpointHealth;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.BlockTimeMeter;
import dev.morlens.indexer.head.FinalizedBlockTracker;
import dev.morlens.indexer.head.HeadEvent;
import dev.morlens.indexer.recheck.CompletenessMonitor;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatus.BackfillProgress;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tells how the index of one network stands: on the status board at once, in the log every few seconds. */
public final class ProgressReporter {

    private static final Logger LOG = Logger.getLogger(ProgressReporter.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

    private static final String LOGS_LACKING =
            "the sums of the accounts differ from the chain's, so that logs were left out of answers; they are asked for"
                    + " again, from every endpoint: add one that keeps the whole history if this lasts";

    private final String network;
    private final IndexStatusRegistry board;
    private final Supplier<List<EndpointHealth>> endpoints;
    private final BlockTimeMeter blockTime;
    private final IntervalTimer line = new IntervalTimer();

    private IndexState indexState = IndexState.STARTING;
    private Optional<BlockRef> indexed = Optional.empty();
    private Optional<BlockRef> nodeHead = Optional.empty();
    private FinalizedBlockTracker.KnownFinalBlock finality =
            new FinalizedBlockTracker.KnownFinalBlock(Optional.empty(), Optional.empty());
    private Optional<BackfillProgress> backfill = Optional.empty();
    private IndexStatus.Completeness completeness = IndexStatus.Completeness.UNCHECKED;
    private OptionalLong lookedTo = OptionalLong.empty();
    private volatile IndexStatus.Audits audits = IndexStatus.Audits.NONE;
    private IndexStatus.Asking asking =
            new IndexStatus.Asking(Duration.ZERO, Duration.ZERO, OptionalLong.empty(), List.of());
    private Map<String, Long> counts = Map.of();
    private long fetchedAgain;
    private Optional<String> rebuilding = Optional.empty();

    public ProgressReporter(
            String network,
            IndexStatusRegistry board,
            Supplier<List<EndpointHealth>> endpoints,
            BlockTimeMeter blockTime) {
        this.network = network;
        this.board = board;
        this.endpoints = endpoints;
        this.blockTime = blockTime;
    }

    public void head(BlockHeader newest, FinalizedBlockTracker.KnownFinalBlock deep) {
        nodeHead = Optional.of(newest.ref());
        blockTime.saw(newest.ref());
        finality = deep;
    }

    public void asking(IndexStatus.Asking now) {
        asking = now;
        blockTime.looksEvery(now.lookInterval());
    }

    public void indexed(BlockRef checkpoint) {
        indexed = Optional.of(checkpoint);
    }

    public void reorganised(HeadEvent.Reorged reorged) {
        LOG.infof(
                "%s: reorganised: %d blocks undone, back to %s", network, reorged.removed(), reorged.commonAncestor());
    }

    /** A log was left out of an answer: so grave that it is counted for as long as the process lives. */
    public void fetchingAgain(BlockRange missing) {
        LOG.errorf(
                "%s: logs of block %d were left out of an answer; from there on all is fetched again, from every endpoint",
                network, missing.first());
        fetchedAgain++;
        counts(counts);
    }

    public void counts(Map<String, Long> byName) {
        Map<String, Long> all = new LinkedHashMap<>(byName);
        all.put("FETCHED_AGAIN", fetchedAgain);
        counts = all;
    }

    public void completeness(CompletenessMonitor completenessMonitor) {
        completeness = completenessMonitor.result();
        lookedTo = completenessMonitor.historyCheckedTo();
        counts(counts);
    }

    /** Shown with the next news, until it is empty. */
    public void rebuilding(Optional<String> progress) {
        if (progress.isPresent() && line.isNow()) {
            line.after(LOG_INTERVAL);
            LOG.infof("%s: %s", network, progress.get());
        }
        rebuilding = progress;
    }

    /** Shown with the next news; from any thread. */
    public void audits(IndexStatus.Audits summary) {
        audits = summary;
    }

    /** Before the first question about its blocks, whose answer may be long in coming. */
    public void backfillBegins(BlockRange range, ThroughputMeter throughputMeter) {
        backfilling(progress(range, throughputMeter), Optional.empty());
    }

    /** @param cost what makes it long, if it is; shown as what is wrong */
    public void backfilling(BlockRange range, ThroughputMeter throughputMeter, Optional<String> cost) {
        BackfillProgress progress = progress(range, throughputMeter);
        if (line.isNow()) {
            line.after(LOG_INTERVAL);
            LOG.infof(
                    "%s: block %d of %d, %.0f blocks and %.0f logs a second, done at about %s%s",
                    network,
                    indexed.map(BlockRef::number).orElse(range.first()),
                    range.last(),
                    progress.blocksPerSecond(),
                    progress.logsPerSecond(),
                    progress.estimatedEnd().map(Instant::toString).orElse("?"),
                    cost.map(why -> "; " + why).orElse(""));
        }
        backfilling(progress, cost);
    }

    private void backfilling(BackfillProgress progress, Optional<String> message) {
        indexState = IndexState.BACKFILLING;
        backfill = Optional.of(progress);
        post(message);
    }

    private static BackfillProgress progress(BlockRange range, ThroughputMeter throughputMeter) {
        return new BackfillProgress(
                range.first(),
                range.last(),
                throughputMeter.logs(),
                throughputMeter.blocksPerSecond(),
                throughputMeter.logsPerSecond(),
                throughputMeter.reaches(range.last()));
    }

    /** Only close to the head is it called so. */
    public void following() {
        IndexState now = isFarBelowTheHead() ? IndexState.CATCHING_UP : IndexState.FOLLOWING;
        if (indexState != now) {
            LOG.infof(
                    "%s: %s from %s",
                    network,
                    now == IndexState.FOLLOWING ? "following the head" : "catching up with the head",
                    indexed.map(BlockRef::toString).orElse("the start"));
        }
        indexState = now;
        backfill = Optional.empty();
        boolean lacks = completeness == IndexStatus.Completeness.DIFFERS;
        post(lacks ? Optional.of(LOGS_LACKING) : rebuilding);
    }

    private boolean isFarBelowTheHead() {
        Optional<Instant> then = indexed.map(BlockRef::time);
        return nodeHead.isPresent()
                && then.isPresent()
                && Duration.between(then.get(), nodeHead.get().time())
                                .compareTo(blockTime.timing().staleAfter())
                        > 0;
    }

    /** The state changes to one in which something is wrong. */
    public void trouble(IndexState now, String message) {
        if (indexState != now) {
            LOG.warnf("%s: %s", network, message);
        }
        indexState = now;
        post(Optional.of(message));
    }

    private static OptionalLong number(Optional<BlockRef> block) {
        return block.stream().mapToLong(BlockRef::number).findFirst();
    }

    private void post(Optional<String> message) {
        List<IndexStatus.EndpointStatus> hosts =
                endpoints.get().stream().map(IndexStatus.EndpointStatus::of).toList();
        board.post(new IndexStatus(
                network,
                indexState,
                indexed,
                nodeHead,
                number(finality.told()),
                number(finality.assumed()),
                blockTime.timing(),
                asking,
                message,
                backfill,
                completeness,
                lookedTo,
                audits,
                counts,
                hosts,
                Instant.now()));
    }
}
