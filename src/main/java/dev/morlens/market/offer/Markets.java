package dev.morlens.market.offer;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.offer.MarketCache.Limits;
import dev.morlens.market.rating.RatingConfig;
import dev.morlens.market.rating.RatingRules;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.NetworkReads;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * The market of each network, read when somebody asks and kept for some seconds: every answer names its block. Made at the
 * start, so that a rating that cannot be used is refused there.
 */
@Startup
@ApplicationScoped
public class Markets {

    private static final Logger LOG = Logger.getLogger(Markets.class);

    /**
     * Bids change some times a day: a market is given for six seconds, then it is read again behind whoever asks. Reading a
     * crowded one takes seconds, for which nobody waits who can be answered by one of half a minute, and nobody longer than
     * three seconds who can be answered at all. While there is none, as after a start, a node that is down would keep
     * everybody for minutes.
     */
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(6), Duration.ofSeconds(30), Duration.ofSeconds(3), Duration.ofSeconds(10));

    private record Indexed(
            AsOf asOf, List<Address> registered, Map<Hash, BidStats> trades, Optional<Instant> finalized) {

        static Indexed of(NetworkReads networkReads, AsOf asOf) {
            Map<Hash, BidStats> trades = new HashMap<>();
            networkReads.protocol().trades().forEach(bid -> trades.put(bid.bid(), BidStats.of(bid)));
            return new Indexed(
                    asOf,
                    networkReads.protocol().providers(),
                    trades,
                    networkReads.finalized().map(BlockRef::time));
        }

        ReusableMarketFacts since(Market before) {
            return before == null
                    ? new ReusableMarketFacts(registered, trades, finalized, Map.of())
                    : ReusableMarketFacts.of(registered, trades, finalized, before);
        }
    }

    private final SnapshotReader snapshotReader;
    private final NetworkNodes nodes;
    private final RatingRules rules;
    private final Map<String, MarketCache> keepers = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    @Inject
    public Markets(
            SnapshotReader snapshotReader,
            NetworkNodes nodes,
            RatingConfig rating,
            @VirtualThreads ExecutorService threads) {
        this.snapshotReader = snapshotReader;
        this.nodes = nodes;
        this.rules = RatingRules.of(rating);
        this.threads = threads;
    }

    /** @throws MarketUnavailableException if no node tells, or not in time, and none has told before */
    public Market of(Network network) {
        return keepers.computeIfAbsent(
                        network.name(),
                        name -> new MarketCache(name, LIMITS, last -> read(network, last), threads, System::nanoTime))
                .get();
    }

    /**
     * A model's name as it was last read, without waiting for a node: hostile text. Empty until somebody has asked for the
     * market, and if it has no such name.
     */
    public Optional<String> nameAtHand(Network network, Hash model) {
        return Optional.ofNullable(keepers.get(network.name()))
                .flatMap(MarketCache::cached)
                .map(market -> market.nameOf(model))
                .filter(name -> !name.isBlank());
    }

    /** @param last the market as it was read last, or null */
    private Market read(Network network, Market last) {
        try {
            Indexed indexed = snapshotReader.read(network.name(), Indexed::of);
            BlockId at = new BlockId.Hashed(indexed.asOf().block().hash());
            return new MarketReader(nodes.node(network), network, at, rules).read(indexed.asOf(), indexed.since(last));
        } catch (NodeException | ViewFailedException | StoreUnavailableException e) {
            LOG.debugf("the market of %s could not be read: %s", network.name(), e.getMessage());
            if (last == null) {
                throw new MarketUnavailableException(network.name(), e);
            }
            return last.asStale();
        }
    }
}
