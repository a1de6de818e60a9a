package dev.morlens.indexer;

import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.error.WrongChainException;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.NodeRecoveryProbe;
import dev.morlens.indexer.head.DeepReorganisationException;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.DatabaseDownException;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.IndexStatus.IndexState;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Steps one network's indexer until interrupted. What may pass is tried again, each time after a longer pause; a database
 * that is down, and a node that says nothing at all, after the same short one. What cannot be trusted any more stops it for
 * good.
 */
final class IndexerLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(IndexerLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Network network;
    private final IndexerConfig config;
    private final ProgressReporter progressReporter;
    private final NodeRecoveryProbe probe;
    private final Supplier<NetworkIndexer> anew;
    private NetworkIndexer indexer;
    private Duration pause;

    /** @param anew makes the indexer, at first and after each failure */
    IndexerLoop(
            Network network,
            IndexerConfig config,
            ProgressReporter progressReporter,
            NodeRecoveryProbe probe,
            Supplier<NetworkIndexer> anew) {
        this.network = network;
        this.config = config;
        this.progressReporter = progressReporter;
        this.probe = probe;
        this.anew = anew;
        this.pause = config.retryDelay();
    }

    @Override
    public void run() {
        try {
            boolean going = true;
            while (going && !Thread.currentThread().isInterrupted()) {
                going = attempt();
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s: the indexer was asked to stop", network.name());
        } finally {
            release();
        }
    }

    /** What stops in order need not be waited for by the next one. */
    private void release() {
        // A thread that is still marked as interrupted gets no connection.
        boolean interrupted = Thread.interrupted();
        try {
            if (indexer != null) {
                indexer.release();
            }
        } catch (StoreUnavailableException e) {
            LOG.debugf("%s: the right to write is left to run out: %s", network.name(), e.getMessage());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** False once it must not go on. */
    private boolean attempt() throws InterruptedException {
        try {
            if (indexer == null) {
                indexer = anew.get();
            }
            long begun = System.nanoTime();
            Duration untilNext = indexer.step();
            pause = config.retryDelay();
            // Looks at the head begin at equal distances, so that a block waits for one look and not for two.
            Thread.sleep(untilNext.minusNanos(System.nanoTime() - begun));
            return true;
        } catch (DeepReorganisationException e) {
            progressReporter.trouble(IndexState.STOPPED, e.getMessage());
            return false;
        } catch (WrongChainException e) {
            return retryAfter(IndexState.STOPPED, e);
        } catch (UnknownBlockException e) {
            LOG.debugf("%s: a block went while it was read: %s", network.name(), e.getMessage());
            Thread.sleep(config.pollInterval());
            return true;
        } catch (TemporaryNodeException | RefusedByNodeException e) {
            return retryOnceItAnswers(e);
        } catch (DatabaseDownException e) {
            // To try again costs nothing, and everybody waits for a database that starts.
            pause = config.retryDelay();
            return retryAfter(IndexState.STARTING, e);
        } catch (StoreUnavailableException e) {
            return retryAfter(IndexState.STARTING, e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: the indexer failed and starts anew", network.name());
            return retryAfter(IndexState.STARTING, e);
        }
    }

    private boolean retryAfter(IndexState indexState, RuntimeException failure) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        progressReporter.trouble(indexState, failure.getMessage());
        indexer = null;
        return afterLongerPause();
    }

    /** Where it answers at once, and yet something failed, that is left alone for longer and longer. */
    private boolean retryOnceItAnswers(NodeException failure) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        progressReporter.trouble(IndexState.NODE_UNREACHABLE, failure.getMessage());
        indexer = null;
        if (probe.wasSilent(config.retryDelay(), why -> progressReporter.trouble(IndexState.NODE_UNREACHABLE, why))) {
            pause = config.retryDelay();
            return true;
        }
        return afterLongerPause();
    }

    private boolean afterLongerPause() throws InterruptedException {
        Thread.sleep(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        return true;
    }
}
