package dev.morlens.preview.due;

import dev.morlens.ask.AnswerSource;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.cache.Position;
import dev.morlens.position.live.LiveUnavailableException;
import dev.morlens.position.live.OpenSessionFinder;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a node tells of an address where the index cannot: where its MOR is, and its open sessions one by one. */
@ApplicationScoped
public class LiveFacts {

    private record OpenOf(Address user) {}

    private record Found(Optional<List<Session>> sessions) {}

    /**
     * All of it at the position's block.
     *
     * @param open its open sessions, the first to end first; empty where they could not be looked through
     */
    public record LiveAddress(Position position, Optional<List<Session>> open) {

        /** Of what rests on it: open sessions are named as lacking where they could not be looked through. */
        public AsOf asOf() {
            return open.isPresent() ? position.asOf() : position.asOf().lacking(Set.of(Bucket.ACTIVE_SESSION));
        }

        public List<Session> running() {
            return ended(false);
        }

        public List<Session> overdue() {
            return ended(true);
        }

        private List<Session> ended(boolean wanted) {
            Instant now = position.asOf().now();
            return open.orElse(List.of()).stream()
                    .filter(session -> wanted != now.isBefore(session.facts().endsAt()))
                    .toList();
        }
    }

    private final PositionResolver positionResolver;
    private final NodeQueries nodeQueries;

    @Inject
    public LiveFacts(PositionResolver positionResolver, NodeQueries nodeQueries) {
        this.positionResolver = positionResolver;
        this.nodeQueries = nodeQueries;
    }

    /** Instead of an index that is known not to hold all of the chain's history; empty if it holds it, or no node tells. */
    public Optional<LiveAddress> liveIfBehind(Network network, Address address) {
        return positionResolver.isBehind(network) ? of(network, address) : Optional.empty();
    }

    /** Instead of what the index was found wrong about; empty if it was not, or no node tells. */
    public Optional<LiveAddress> liveIfMismatch(Network network, Position indexed) {
        return positionResolver.liveIfMismatch(network, indexed).map(live -> of(network, live));
    }

    public boolean isBackfilling(Network network) {
        return positionResolver.isBehind(network);
    }

    /** Empty if no node tells. */
    public Optional<LiveAddress> of(Network network, Address address) {
        try {
            return Optional.of(of(network, positionResolver.of(network, address, AnswerSource.LIVE)));
        } catch (LiveUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Of a position that a node told. */
    public LiveAddress of(Network network, Position live) {
        Address user = live.address();
        Optional<Found> found = nodeQueries.ask(
                network,
                live.asOf(),
                new OpenOf(user),
                Found.class,
                (node, at) -> new Found(new OpenSessionFinder(node, network.diamond()).read(at, user)));
        return new LiveAddress(live, found.flatMap(Found::sessions));
    }
}
