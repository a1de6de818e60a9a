package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import dev.morlens.store.StoreUnavailableException;
import dev.morlens.store.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Where an address's MOR is, from whichever source can tell it truly: the index; a node while the index is behind, does
 * not answer, or differs from the chain about this address; and then the index for want of a node.
 */
@ApplicationScoped
public class Whereabouts {

    private final Positions positions;
    private final LivePositions live;
    private final Heads heads;

    @Inject
    public Whereabouts(Positions positions, LivePositions live, Heads heads) {
        this.positions = positions;
        this.live = live;
        this.heads = heads;
    }

    /** Without a query, if it is at hand and the index is to be trusted with it. */
    public Optional<Position> atHand(Network network, Address address) {
        return heads.isBehind(network.name())
                ? Optional.empty()
                : positions.atHand(network.name(), address).filter(Whereabouts::isTrusted);
    }

    /** Where it stands in the index; empty if that is not to be trusted with the present. */
    public Optional<Standing> standing(Network network, Address address) {
        return heads.isBehind(network.name()) ? Optional.empty() : positions.standing(network.name(), address);
    }

    /** @throws StoreUnavailableException if neither index nor node can tell */
    public Position of(Network network, Address address) {
        if (heads.isBehind(network.name())) {
            return liveOr(network, address, Verification.UNCHECKED)
                    .orElseGet(() -> positions.of(network.name(), address));
        }
        Position indexed;
        try {
            indexed = positions.of(network.name(), address);
        } catch (StoreUnavailableException e) {
            return liveOr(network, address, Verification.UNCHECKED).orElseThrow(() -> e);
        }
        return insteadOfWrong(network, indexed).orElse(indexed);
    }

    /** What a node tells of an address of which the index was found wrong; empty if it was not, or no node tells. */
    public Optional<Position> insteadOfWrong(Network network, Position indexed) {
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
    public Position of(Network network, Address address, Source source) {
        return source == Source.LIVE
                ? live.of(network, address, Verification.UNCHECKED)
                : positions.of(network.name(), address);
    }

    /** Whether the index is known not to hold all of the chain's history, so that only a node tells the present. */
    public boolean isBehind(Network network) {
        return heads.isBehind(network.name());
    }

    /** Whether the database was out of reach when last heard of, so that nothing but positions can be told. */
    public boolean isWithoutIndex(Network network) {
        return heads.storeIsDown(network.name());
    }

    private Optional<Position> liveOr(Network network, Address address, Verification verification) {
        if (heads.nodeIsDown(network.name())) {
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
