package dev.morlens.market;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.Reads;
import dev.morlens.store.StoreUnavailableException;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * The market of each network, read when somebody asks and kept for a few blocks: every answer names its own. Made at the
 * start, so that a rating that cannot be used is refused there.
 */
@Startup
@ApplicationScoped
public class Markets {

    private static final Logger LOG = Logger.getLogger(Markets.class);

    /** Three blocks of Base: whoever asks later has it read again, and is answered at once by what is at hand. */
    private static final Duration FRESH = Duration.ofSeconds(6);

    /** Nobody is answered by an older one: who asks then waits. Reading a crowded market takes seconds. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private record Indexed(AsOf asOf, List<Address> registered, Map<Hash, Trade> trades, Optional<Instant> finalized) {

        static Indexed of(Reads reads, AsOf asOf) {
            Map<Hash, Trade> trades = new HashMap<>();
            reads.protocol().trades().forEach(bid -> trades.put(bid.bid(), Trade.of(bid)));
            return new Indexed(
                    asOf, reads.protocol().providers(), trades, reads.finalized().map(BlockRef::time));
        }

        Known since(Market before) {
            return before == null || finalized.isEmpty()
                    ? new Known(registered, trades, Map.of())
                    : Known.of(registered, trades, before, finalized.get());
        }
    }

    private final Heads heads;
    private final NetworkNodes nodes;
    private final RatingRules rules;
    private final LoadingCache<Network, Market> fresh;
    private final Cache<String, Market> last = Caffeine.newBuilder().build();

    @Inject
    public Markets(Heads heads, NetworkNodes nodes, RatingConfig rating, @VirtualThreads ExecutorService threads) {
        this.heads = heads;
        this.nodes = nodes;
        this.rules = RatingRules.of(rating);
        this.fresh = Caffeine.newBuilder()
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(KEPT)
                .executor(threads)
                .build(this::read);
    }

    /** @throws MarketUnavailableException if no node tells and none has told before */
    public Market of(Network network) {
        return fresh.get(network);
    }

    private Market read(Network network) {
        try {
            Indexed indexed = heads.read(network.name(), Indexed::of);
            BlockId at = new BlockId.Hashed(indexed.asOf().block().hash());
            Market market = new MarketReader(nodes.node(network), network, at, rules)
                    .read(indexed.asOf(), indexed.since(last.getIfPresent(network.name())));
            last.put(network.name(), market);
            return market;
        } catch (NodeException | ViewFailedException | StoreUnavailableException e) {
            LOG.debugf("the market of %s could not be read: %s", network.name(), e.getMessage());
            Market known = last.getIfPresent(network.name());
            if (known == null) {
                throw new MarketUnavailableException(network.name(), e);
            }
            return known.asStale();
        }
    }
}
