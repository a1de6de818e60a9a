package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.endpoint.EndpointHealth;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.IndexStatus.Backfill;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.StatusBoard;
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
final class Reporter {

    private static final Logger LOG = Logger.getLogger(Reporter.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

    private static final String LOGS_LACKING =
            "the sums of the accounts differ from the chain's, so that logs were left out of answers; they are asked for"
                    + " again, from every endpoint: add one that keeps the whole history if this lasts";

    private final String network;
    private final StatusBoard board;
    private final Supplier<List<EndpointHealth>> endpoints;
    private final BlockTimeMeter blockTime;
    private final Due line = new Due();

    private State state = State.STARTING;
    private Optional<BlockRef> indexed = Optional.empty();
    private Optional<BlockRef> nodeHead = Optional.empty();
    private Finality.Known finality = new Finality.Known(Optional.empty(), Optional.empty());
    private Optional<Backfill> backfill = Optional.empty();
    private IndexStatus.Completeness completeness = IndexStatus.Completeness.UNCHECKED;
    private OptionalLong lookedTo = OptionalLong.empty();
    private volatile IndexStatus.Audits audits = IndexStatus.Audits.NONE;
    private IndexStatus.Asking asking =
            new IndexStatus.Asking(Duration.ZERO, Duration.ZERO, OptionalLong.empty(), List.of());
    private Map<String, Long> counts = Map.of();
    private long fetchedAgain;
    private Optional<String> rebuilding = Optional.empty();

    Reporter(String network, StatusBoard board, Supplier<List<EndpointHealth>> endpoints, BlockTimeMeter blockTime) {
        this.network = network;
        this.board = board;
        this.endpoints = endpoints;
        this.blockTime = blockTime;
    }

    void head(BlockHeader newest, Finality.Known deep) {
        nodeHead = Optional.of(newest.ref());
        blockTime.saw(newest.ref());
        finality = deep;
    }

    void asking(IndexStatus.Asking now) {
        asking = now;
        blockTime.looksEvery(now.lookInterval());
    }

    void indexed(BlockRef checkpoint) {
        indexed = Optional.of(checkpoint);
    }

    void reorganised(HeadEvent.Reorged reorged) {
        LOG.infof(
                "%s: reorganised: %d blocks undone, back to %s", network, reorged.removed(), reorged.commonAncestor());
    }

    /** A log was left out of an answer: so grave that it is counted for as long as the process lives. */
    void fetchingAgain(BlockRange missing) {
        LOG.errorf(
                "%s: logs of block %d were left out of an answer; from there on all is fetched again, from every endpoint",
                network, missing.first());
        fetchedAgain++;
        counts(counts);
    }

    void counts(Map<String, Long> byName) {
        Map<String, Long> all = new LinkedHashMap<>(byName);
        all.put("FETCHED_AGAIN", fetchedAgain);
        counts = all;
    }

    void watched(Watch watch) {
        completeness = watch.result();
        lookedTo = watch.lookedTo();
        counts(counts);
    }

    /** Shown with the next news, until it is empty. */
    void rebuilding(Optional<String> progress) {
        if (progress.isPresent() && line.isNow()) {
            line.after(LOG_INTERVAL);
            LOG.infof("%s: %s", network, progress.get());
        }
        rebuilding = progress;
    }

    /** Shown with the next news; from any thread. */
    void audits(IndexStatus.Audits summary) {
        audits = summary;
    }

    /** Before the first question about its blocks, whose answer may be long in coming. */
    void backfillBegins(BlockRange range, Pace pace) {
        backfilling(progress(range, pace), Optional.empty());
    }

    /** @param cost what makes it long, if it is; shown as what is wrong */
    void backfilling(BlockRange range, Pace pace, Optional<String> cost) {
        Backfill progress = progress(range, pace);
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

    private void backfilling(Backfill progress, Optional<String> message) {
        state = State.BACKFILLING;
        backfill = Optional.of(progress);
        post(message);
    }

    private static Backfill progress(BlockRange range, Pace pace) {
        return new Backfill(
                range.first(),
                range.last(),
                pace.logs(),
                pace.blocksPerSecond(),
                pace.logsPerSecond(),
                pace.reaches(range.last()));
    }

    /** Only close to the head is it called so. */
    void following() {
        State now = isFarBelowTheHead() ? State.CATCHING_UP : State.FOLLOWING;
        if (state != now) {
            LOG.infof(
                    "%s: %s from %s",
                    network,
                    now == State.FOLLOWING ? "following the head" : "catching up with the head",
                    indexed.map(BlockRef::toString).orElse("the start"));
        }
        state = now;
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
    void trouble(State now, String message) {
        if (state != now) {
            LOG.warnf("%s: %s", network, message);
        }
        state = now;
        post(Optional.of(message));
    }

    private static OptionalLong number(Optional<BlockRef> block) {
        return block.stream().mapToLong(BlockRef::number).findFirst();
    }

    private void post(Optional<String> message) {
        List<IndexStatus.Endpoint> hosts =
                endpoints.get().stream().map(Reporter::endpoint).toList();
        board.post(new IndexStatus(
                network,
                state,
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

    private static IndexStatus.Endpoint endpoint(EndpointHealth health) {
        return new IndexStatus.Endpoint(
                health.host(),
                health.asked(),
                health.healthy(),
                health.lastFailure(),
                health.notAskedFor().map(Instant.now()::plus),
                health.head(),
                health.standingStillSince(),
                health.behind(),
                health.profile());
    }
}
