package dev.morlens.api;

import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.protocol.Network;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** How the networks' indexes stand, for people and programs. */
@ApplicationScoped
public class Statuses {

    private final Heads heads;
    private final StatusBoard board;

    @Inject
    public Statuses(Heads heads, StatusBoard board) {
        this.heads = heads;
        this.board = board;
    }

    public StatusView of(Network network) {
        Optional<AsOf> asOf = asOf(network.name());
        boolean reachable = !heads.storeIsDown(network.name());
        return board.of(network.name())
                .map(status -> StatusView.of(
                        network, status, asOf, heads.staleBecause(network.name()), reachable, Instant.now()))
                .orElseGet(() -> StatusView.starting(network, asOf, reachable));
    }

    private Optional<AsOf> asOf(String network) {
        try {
            return Optional.of(heads.read(network, (reads, asOf) -> asOf));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }
}
