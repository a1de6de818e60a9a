package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.ledger.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.LedgerStore;
import dev.morlens.store.LedgerStores;
import dev.morlens.store.NetworkFacts;
import dev.morlens.store.StatusBoard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.OptionalLong;

/** Puts the parts of a network's indexer together. The one place where they are wired. */
@ApplicationScoped
public class IndexerFactory {

    private final Networks networks;
    private final IndexerConfig config;
    private final LedgerStores stores;
    private final StatusBoard board;
    private final NetworkNodes nodes;
    private final Clock clock = Clock.systemUTC();

    IndexerFactory(
            Networks networks, IndexerConfig config, LedgerStores stores, StatusBoard board, NetworkNodes nodes) {
        this.networks = networks;
        this.config = config;
        this.stores = stores;
        this.board = board;
        this.nodes = nodes;
    }

    Reporter reporter(Network network) {
        return new Reporter(
                network.name(), board, clock, () -> nodes.of(network).health().get());
    }

    /** Opens the store, asks the chain what the index must know of it, and begins or goes on. */
    NetworkIndexer create(Network network, Reporter reporter) {
        LedgerStore store = stores.open(network);
        NodeConfig.Ranges ranges = networks.nodes(network).blocksPerRange();
        return assemble(network, nodes.node(network), ranges, config, store, reporter, clock);
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
        BlockFetcher fetcher = new BlockFetcher(node, network, sessions);
        NetworkIndexer.Parts parts = new NetworkIndexer.Parts(
                store,
                fetcher,
                new SettledBlocks(fetcher, ranges),
                new Bookkeeper(contracts, new BookLoader(store::load), sessions, config.bookSize()),
                new Reconciler(node, store::blockHash, config.blocksAtHead()),
                new Finality(node, clock, config.finalityInterval(), config.assumedFinality()),
                new Completeness(diamond, network, clock, config.completenessInterval()),
                reporter,
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
}
