package dev.morlens.indexer.rebuild;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.store.write.LedgerStores;
import dev.morlens.store.write.NetworkFacts;
import dev.morlens.store.write.RebuildStore;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** {@code ./morlens rebuild}: derives the served networks' accounts anew from the stored logs, then ends the process. */
@ApplicationScoped
public class RebuildCommand {

    private static final Logger LOG = Logger.getLogger(RebuildCommand.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Networks networks;
    private final LedgerStores stores;
    private final IndexerConfig config;

    RebuildCommand(Networks networks, LedgerStores stores, IndexerConfig config) {
        this.networks = networks;
        this.stores = stores;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.rebuild()) {
            Thread.ofPlatform().name("rebuild").start(this::run);
        }
    }

    private void run() {
        try {
            for (Network network : networks.all()) {
                rebuild(network, open(network));
            }
            Quarkus.asyncExit(0);
        } catch (RuntimeException e) {
            LOG.error("the rebuild failed; what is served did not change", e);
            Quarkus.asyncExit(1);
        }
    }

    private void rebuild(Network network, LedgerStore live) {
        NetworkFacts facts = live.facts()
                .orElseThrow(
                        () -> new IllegalStateException(network.name() + " was never indexed: nothing to rebuild"));
        long begun = System.nanoTime();
        RebuildStore beside = live.rebuild();
        Contracts contracts = new Contracts(facts.diamond(), facts.fundingAccount());
        long logs = new Rebuilder(
                        network, contracts, beside, config.ledgerStateSize(), Rebuilder.CHUNK, Optional.empty())
                .derive();
        Map<String, String> before = live.checksums();
        Map<String, String> after = beside.checksums();
        // An older version's accounts keep their number: the indexer, which has a node, asks what this cannot tell.
        beside.swap(live.derivation().orElse(LedgerStore.DERIVATION_VERSION));
        LOG.infof(
                "%s: rebuilt from %d logs in %d ms",
                network.name(),
                logs,
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
        after.forEach((table, sum) -> LOG.infof(
                "%s: %s %s %s", network.name(), table, sum, sum.equals(before.get(table)) ? "as before" : "CHANGED"));
    }

    /** The database may still be starting, and the right to write may have to run out. */
    private LedgerStore open(Network network) {
        IntervalTimer giveUp = new IntervalTimer();
        giveUp.after(PATIENCE);
        while (true) {
            try {
                return stores.open(network);
            } catch (StoreUnavailableException e) {
                if (giveUp.isNow()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }
}
