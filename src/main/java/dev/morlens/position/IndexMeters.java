package dev.morlens.position;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.StatusBoard;
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
public class IndexMeters {

    private final Heads heads;
    private final StatusBoard board;
    private final Networks networks;
    private final MeterRegistry registry;

    @Inject
    IndexMeters(Heads heads, StatusBoard board, Networks networks, MeterRegistry registry) {
        this.heads = heads;
        this.board = board;
        this.networks = networks;
        this.registry = registry;
    }

    void started(@Observes StartupEvent start) {
        for (String network : networks.all().stream().map(Network::name).toList()) {
            Gauge.builder(
                            "morlens.index.stale",
                            () -> heads.staleBecause(network).isPresent() ? 1 : 0)
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
