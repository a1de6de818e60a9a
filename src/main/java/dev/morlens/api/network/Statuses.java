package dev.morlens.api.network;

import dev.morlens.ask.AsOf;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.IndexStatusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** How the networks' indexes stand, for people and programs. */
@ApplicationScoped
public class Statuses {

    private final SnapshotReader snapshotReader;
    private final IndexStatusRegistry board;

    @Inject
    public Statuses(SnapshotReader snapshotReader, IndexStatusRegistry board) {
        this.snapshotReader = snapshotReader;
        this.board = board;
    }

    public StatusView of(Network network) {
        Optional<AsOf> asOf = asOf(network.name());
        boolean reachable = !snapshotReader.storeIsDown(network.name());
        return board.of(network.name())
                .map(status -> StatusView.of(
                        network, status, asOf, snapshotReader.staleBecause(network.name()), reachable, Instant.now()))
                .orElseGet(() -> StatusView.starting(network, asOf, reachable));
    }

    private Optional<AsOf> asOf(String network) {
        try {
            return Optional.of(snapshotReader.read(network, (networkReads, asOf) -> asOf));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }
}
