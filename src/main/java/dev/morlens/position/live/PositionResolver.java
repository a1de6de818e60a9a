package dev.morlens.position.live;

import dev.morlens.ask.AnswerSource;
import dev.morlens.chain.value.Address;
import dev.morlens.position.cache.HeadVersion;
import dev.morlens.position.cache.Position;
import dev.morlens.position.cache.Positions;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Where an address's MOR is, from whichever source can tell it truly: the index; a node while the index is behind, does
 * not answer, or differs from the chain about this address; and then the index for want of a node.
 */
@ApplicationScoped
public class PositionResolver {

    private final Positions positions;
    private final LivePositions live;
    private final SnapshotReader snapshotReader;

    @Inject
    public PositionResolver(Positions positions, LivePositions live, SnapshotReader snapshotReader) {
        this.positions = positions;
        this.live = live;
        this.snapshotReader = snapshotReader;
    }

    /** Without a query, if it is at hand and the index is to be trusted with it. */
    public Optional<Position> cached(Network network, Address address) {
        return snapshotReader.isBehind(network.name())
                ? Optional.empty()
                : positions.cached(network.name(), address).filter(PositionResolver::isTrusted);
    }

    /** Where it stands in the index; empty if that is not to be trusted with the present. */
    public Optional<HeadVersion> standing(Network network, Address address) {
        return snapshotReader.isBehind(network.name()) ? Optional.empty() : positions.standing(network.name(), address);
    }

    /** @throws StoreUnavailableException if neither index nor node can tell */
    public Position of(Network network, Address address) {
        if (snapshotReader.isBehind(network.name())) {
            return liveOr(network, address, Verification.UNCHECKED)
                    .orElseGet(() -> positions.of(network.name(), address));
        }
        Position indexed;
        try {
            indexed = positions.of(network.name(), address);
        } catch (StoreUnavailableException e) {
            return liveOr(network, address, Verification.UNCHECKED).orElseThrow(() -> e);
        }
        return liveIfMismatch(network, indexed).orElse(indexed);
    }

    /** What a node tells of an address of which the index was found wrong; empty if it was not, or no node tells. */
    public Optional<Position> liveIfMismatch(Network network, Position indexed) {
        return isTrusted(indexed)
                ? Optional.empty()
                : liveOr(network, indexed.address(), indexed.accounts().verification());
    }

    /**
     * From that source and no other.
     *
     * @throws StoreUnavailableException if the index cannot tell
     * @throws LiveUnavailableException if no node can
     */
    public Position of(Network network, Address address, AnswerSource answerSource) {
        return answerSource == AnswerSource.LIVE
                ? live.of(network, address, Verification.UNCHECKED)
                : positions.of(network.name(), address);
    }

    /** Whether the index is known not to hold all of the chain's history, so that only a node tells the present. */
    public boolean isBehind(Network network) {
        return snapshotReader.isBehind(network.name());
    }

    /** Whether the database was out of reach when last heard of, so that nothing but positions can be told. */
    public boolean isWithoutIndex(Network network) {
        return snapshotReader.storeIsDown(network.name());
    }

    private Optional<Position> liveOr(Network network, Address address, Verification verification) {
        if (snapshotReader.nodeIsDown(network.name())) {
            return Optional.empty();
        }
        try {
            return Optional.of(live.of(network, address, verification));
        } catch (LiveUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Whether the index was not found wrong about it. */
    public static boolean isTrusted(Position position) {
        return position.accounts().verification().status() != Verification.Status.MISMATCH;
    }
}
