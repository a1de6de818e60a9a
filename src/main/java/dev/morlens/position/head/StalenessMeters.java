package dev.morlens.position.head;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/**
 * Measures what answers are marked by, for each network: {@code morlens.index.stale} is 1 while answers are, and {@code
 * morlens.index.lag} how old the newest indexed block is.
 */
@ApplicationScoped
public class StalenessMeters {

    private final SnapshotReader snapshotReader;
    private final IndexStatusRegistry board;
    private final Networks networks;
    private final MeterRegistry registry;

    @Inject
    StalenessMeters(
            SnapshotReader snapshotReader, IndexStatusRegistry board, Networks networks, MeterRegistry registry) {
        this.snapshotReader = snapshotReader;
        this.board = board;
        this.networks = networks;
        this.registry = registry;
    }

    void started(@Observes StartupEvent start) {
        for (String network : networks.all().stream().map(Network::name).toList()) {
            Gauge.builder(
                            "morlens.index.stale",
                            () -> snapshotReader.staleBecause(network).isPresent() ? 1 : 0)
                    .tag("network", network)
                    .register(registry);
            Gauge.builder("morlens.index.lag", () -> lag(network))
                    .baseUnit("seconds")
                    .tag("network", network)
                    .register(registry);
        }
    }

    /** Not a number before a block is indexed. */
    private double lag(String network) {
        return board.of(network)
                .flatMap(IndexStatus::indexed)
                .map(BlockRef::time)
                .map(time -> (double) Duration.between(time, Instant.now()).toSeconds())
                .orElse(Double.NaN);
    }
}
