package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.RangeSize;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.ledger.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.LedgerStore;
import dev.morlens.store.LedgerStores;
import dev.morlens.store.NetworkFacts;
import dev.morlens.store.StatusBoard;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Puts the parts of a network's indexer together. The one place where they are wired. */
@ApplicationScoped
public class IndexerFactory {

    private final Networks networks;
    private final IndexerConfig config;
    private final LedgerStores stores;
    private final StatusBoard board;
    private final MeterRegistry registry;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, ConnectedNode> nodes = new ConcurrentHashMap<>();

    IndexerFactory(
            Networks networks, IndexerConfig config, LedgerStores stores, StatusBoard board, MeterRegistry registry) {
        this.networks = networks;
        this.config = config;
        this.stores = stores;
        this.board = board;
        this.registry = registry;
    }

    Reporter reporter(Network network) {
        return new Reporter(
                network.name(), board, clock, () -> connected(network).health().get());
    }

    /** Opens the store, asks the chain what the index must know of it, and begins or goes on. */
    NetworkIndexer create(Network network, Reporter reporter) {
        LedgerStore store = stores.open(network);
        NodeConfig.Ranges ranges = networks.nodes(network).blocksPerRange();
        return assemble(network, connected(network).node(), ranges, config, store, reporter, clock);
    }

    static NetworkIndexer assemble(
            Network network,
            Node node,
            NodeConfig.Ranges ranges,
            IndexerConfig config,
            LedgerStore store,
            Reporter reporter,
            Clock clock) {
        DiamondReader diamond = new DiamondReader(node, network);
        NetworkFacts facts = begin(network, node, store, diamond);
        SessionReader sessions = new SessionReader(node, network.diamond());
        Contracts contracts = new Contracts(network.diamond(), facts.fundingAccount());
        NetworkIndexer.Parts parts = new NetworkIndexer.Parts(
                store,
                new BlockFetcher(node, network, sessions),
                new Bookkeeper(contracts, new BookLoader(store::load), sessions, config.bookSize()),
                new Reconciler(node, store::blockHash, config.blocksAtHead()),
                new Finality(node, clock, config.finalityInterval(), config.assumedFinality()),
                new Completeness(diamond, network, clock, config.completenessInterval()),
                reporter,
                new RangeSize(ranges.initial(), ranges.max()),
                ranges.ahead(),
                clock);
        return new NetworkIndexer(parts, config, facts.startBlock().orElse(0));
    }

    private static NetworkFacts begin(Network network, Node node, LedgerStore store, DiamondReader diamond) {
        OptionalLong known = store.facts().map(NetworkFacts::startBlock).orElse(OptionalLong.empty());
        long start = known.isPresent() ? known.getAsLong() : new StartFinder(node).find(network);
        NetworkFacts facts = new NetworkFacts(
                network.chainId(),
                network.token(),
                network.diamond(),
                OptionalLong.of(start),
                diamond.fundingAccount(BlockId.latest()));
        store.begin(facts);
        return facts;
    }

    private ConnectedNode connected(Network network) {
        return nodes.computeIfAbsent(
                network.name(), name -> Nodes.connect(networks.nodes(network), network.chainId(), registry));
    }
}
