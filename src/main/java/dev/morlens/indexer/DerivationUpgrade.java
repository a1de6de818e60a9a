package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.WrongChainException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.LedgerStore;
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
final class DerivationUpgrade {

    private static final Logger LOG = Logger.getLogger(DerivationUpgrade.class);

    /** After a node failed: the head is followed and accounts are audited meanwhile, out of the same budget. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final String UNDER_WAY =
            "the accounts are derived anew by the rules of this version, from the stored logs: block %d of %d; until then"
                    + " they are shown as the earlier version derived them";

    private final String network;
    private final LedgerStore store;
    private final Supplier<Rebuilder> rebuilders;
    private final Bookkeeper bookkeeper;
    private final Reporter reporter;
    private final Due due;
    private OptionalInt derivedBy = OptionalInt.empty();
    private Optional<Rebuilder> running = Optional.empty();

    DerivationUpgrade(
            String network,
            LedgerStore store,
            Supplier<Rebuilder> rebuilders,
            Bookkeeper bookkeeper,
            Reporter reporter,
            LongSupplier nanoTime) {
        this.network = network;
        this.store = store;
        this.rebuilders = rebuilders;
        this.bookkeeper = bookkeeper;
        this.reporter = reporter;
        this.due = new Due(nanoTime);
    }

    /**
     * Does a part of it, if there is anything to do. By the thread that writes, so that nothing is written meanwhile.
     *
     * @param about how long that may take; a part may take longer
     * @return whether there is more to do now; not while it rests because a node failed
     */
    boolean work(BlockRef checkpoint, Duration about) {
        if (!due.isNow() || !isOlder()) {
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
            due.after(PAUSE);
            return false;
        }
        return isOlder();
    }

    /** The store took back the blocks above this one. */
    void undone(long ancestor) {
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
            reporter.rebuilding(Optional.of(UNDER_WAY.formatted(rebuilder.doneTo(), checkpoint.number())));
            return;
        }
        store.rebuild().swap(LedgerStore.DERIVATION_VERSION);
        bookkeeper.forget();
        running = Optional.empty();
        derivedBy = OptionalInt.empty();
        reporter.rebuilding(Optional.empty());
        reporter.counts(store.anomalyCounts());
        LOG.infof("%s: the accounts were derived anew, up to %s", network, checkpoint);
    }
}
