package dev.morlens.indexer;

import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs an indexer for every network that is served, each in a thread of its own. */
@ApplicationScoped
public class IndexerService {

    private static final Logger LOG = Logger.getLogger(IndexerService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Networks networks;
    private final IndexerConfig config;
    private final IndexerFactory factory;
    private final List<Thread> threads = new ArrayList<>();

    IndexerService(Networks networks, IndexerConfig config, IndexerFactory factory) {
        this.networks = networks;
        this.config = config;
        this.factory = factory;
    }

    void start(@Observes StartupEvent event) {
        if (config.rebuild() || !config.enabled()) {
            LOG.info("indexing is off in this process; it only serves");
            return;
        }
        for (Network network : networks.all()) {
            ProgressReporter progressReporter = factory.reporter(network);
            IndexerLoop loop = new IndexerLoop(
                    network,
                    config,
                    progressReporter,
                    factory.probe(network),
                    () -> factory.create(network, progressReporter));
            threads.add(Thread.ofPlatform()
                    .name("indexer-" + network.name())
                    .daemon()
                    .start(loop));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(PATIENCE);
        }
    }
}
