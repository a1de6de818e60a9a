package dev.morlens.indexer.fetch;

import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One endpoint alone.
 *
 * @param profile what is known of it; empty where nobody keeps that
 */
public record SingleEndpointReader(Node node, Optional<EndpointProfile> profile) {

    /** Logs of younger blocks may come yet. */
    private static final Duration LAG_AT_MOST = Duration.ofMinutes(30);

    public static SingleEndpointReader of(Node node) {
        return new SingleEndpointReader(node, Optional.empty());
    }

    /** Every endpoint of a network; nodes and profiles are in the same order. */
    public static List<SingleEndpointReader> all(ConnectedNode connected) {
        Iterator<EndpointProfile> profiles = connected.profiles().values().iterator();
        List<SingleEndpointReader> all = new ArrayList<>();
        for (Node node : connected.each()) {
            all.add(new SingleEndpointReader(
                    node, profiles.hasNext() ? Optional.of(profiles.next()) : Optional.empty()));
        }
        return all;
    }

    /** Another endpoint has logs of those blocks which this one left out: it is not asked about so old ones for a while. */
    void omitted(List<BlockRef> blocks) {
        profile.ifPresent(known -> known.head()
                .newest()
                .ifPresent(head -> blocks.stream()
                        .filter(block -> block.time().plus(LAG_AT_MOST).isBefore(head.time()))
                        .max(Comparator.comparingLong(BlockRef::number))
                        .filter(this::has)
                        .ifPresent(block -> known.logs().omits(block.number()))));
    }

    /** Not so an endpoint that is on another fork. */
    private boolean has(BlockRef block) {
        try {
            return node.headers(List.of(block.number())).getFirst().hash().equals(block.hash());
        } catch (NodeException e) {
            return false;
        }
    }

    /** How many blocks it takes in one question; no bound where none is known. */
    long mostBlocks() {
        return profile.map(known -> known.logRange().caps().blocks().orElse(Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
    }
}
