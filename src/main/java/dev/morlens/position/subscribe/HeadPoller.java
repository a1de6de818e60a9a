package dev.morlens.position.subscribe;

import dev.morlens.position.cache.Positions;
import dev.morlens.position.head.PositionsConfig;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.db.StoreUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Looks after heads of which nothing is heard: in a process that only serves, another one writes, and nobody else notices
 * that a database is gone while every answer is at hand.
 */
@ApplicationScoped
public class HeadPoller {

    private final Positions positions;
    private final PositionSubscriptions positionSubscriptions;
    private final Networks networks;
    private final Duration pause;
    private volatile Thread watcher;

    @Inject
    public HeadPoller(
            Positions positions,
            PositionSubscriptions positionSubscriptions,
            Networks networks,
            PositionsConfig config) {
        this.positions = positions;
        this.positionSubscriptions = positionSubscriptions;
        this.networks = networks;
        this.pause = config.headPollInterval();
    }

    void start(@Observes StartupEvent start) {
        watcher = Thread.ofVirtual().name("head-watch").start(this::watch);
    }

    void stop(@Observes ShutdownEvent stop) {
        watcher.interrupt();
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(pause);
                networks.all().forEach(this::look);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void look(Network network) {
        try {
            positions.lookAtHead(network.name());
            positionSubscriptions.wake(network.name());
        } catch (StoreUnavailableException e) {
            // Heads has taken note, and answers say that they may be old.
            return;
        }
    }
}
