package dev.morlens.indexer.rebuild;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.WrongChainException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.post.BatchPoster;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.store.write.LedgerStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Derives the accounts anew where an older version's rules made them: from the stored logs, a part at a time between looks at
 * the head, beside what is served meanwhile, and then puts them in its place.
 */
public final class DerivationUpgrade {

    private static final Logger LOG = Logger.getLogger(DerivationUpgrade.class);

    /** After a node failed: the head is followed and accounts are audited meanwhile, out of the same budget. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final String UNDER_WAY =
            "the accounts are derived anew by the rules of this version, from the stored logs: block %d of %d; until then"
                    + " they are shown as the earlier version derived them";

    private final String network;
    private final LedgerStore store;
    private final Supplier<Rebuilder> rebuilders;
    private final BatchPoster batchPoster;
    private final ProgressReporter progressReporter;
    private final IntervalTimer intervalTimer;
    private OptionalInt derivedBy = OptionalInt.empty();
    private Optional<Rebuilder> running = Optional.empty();

    public DerivationUpgrade(
            String network,
            LedgerStore store,
            Supplier<Rebuilder> rebuilders,
            BatchPoster batchPoster,
            ProgressReporter progressReporter,
            LongSupplier nanoTime) {
        this.network = network;
        this.store = store;
        this.rebuilders = rebuilders;
        this.batchPoster = batchPoster;
        this.progressReporter = progressReporter;
        this.intervalTimer = new IntervalTimer(nanoTime);
    }

    /**
     * Does a part of it, if there is anything to do. By the thread that writes, so that nothing is written meanwhile.
     *
     * @param about how long that may take; a part may take longer
     * @return whether there is more to do now; not while it rests because a node failed
     */
    public boolean work(BlockRef checkpoint, Duration about) {
        if (!intervalTimer.isNow() || !isOlder()) {
            return false;
        }
        long begun = System.nanoTime();
        try {
            do {
                part(checkpoint);
            } while (isOlder() && System.nanoTime() - begun < about.toNanos());
        } catch (WrongChainException e) {
            throw e;
        } catch (NodeException e) {
            LOG.infof("%s: deriving the accounts anew goes on later: %s", network, e.getMessage());
            intervalTimer.after(PAUSE);
            return false;
        }
        return isOlder();
    }

    /** The store took back the blocks above this one. */
    public void undone(long ancestor) {
        if (running.filter(rebuilder -> rebuilder.doneTo() > ancestor).isPresent()) {
            running = Optional.empty();
        }
    }

    private boolean isOlder() {
        if (derivedBy.isEmpty()) {
            derivedBy = store.derivation();
        }
        return derivedBy.orElse(LedgerStore.DERIVATION_VERSION) < LedgerStore.DERIVATION_VERSION;
    }

    private void part(BlockRef checkpoint) {
        if (running.isEmpty()) {
            Rebuilder begun = rebuilders.get();
            begun.resume();
            running = Optional.of(begun);
        }
        Rebuilder rebuilder = running.get();
        if (rebuilder.next() > 0) {
            progressReporter.rebuilding(Optional.of(UNDER_WAY.formatted(rebuilder.doneTo(), checkpoint.number())));
            return;
        }
        store.rebuild().swap(LedgerStore.DERIVATION_VERSION);
        batchPoster.reset();
        running = Optional.empty();
        derivedBy = OptionalInt.empty();
        progressReporter.rebuilding(Optional.empty());
        progressReporter.counts(store.anomalyCounts());
        LOG.infof("%s: the accounts were derived anew, up to %s", network, checkpoint);
    }
}
