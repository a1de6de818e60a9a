package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.Purpose;
import dev.morlens.chain.budget.CallBudget;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.value.Address;
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
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Puts the parts of a network's indexer together. The one place where they are wired. */
@ApplicationScoped
public class IndexerFactory {

    private final Networks networks;
    private final IndexerConfig config;
    private final LedgerStores stores;
    private final StatusBoard board;
    private final NetworkNodes nodes;
    private final MeterRegistry registry;
    private final Map<String, AuditMeters> auditMeters = new ConcurrentHashMap<>();
    private final Map<String, Lasting> lastings = new ConcurrentHashMap<>();

    /**
     * What a network's indexers share, one after the other.
     *
     * @param beside runs what is done beside the following of the head; in another thread, or at once in a test
     * @param nanoTime as {@link System#nanoTime}
     */
    record Lasting(Executor beside, Distrust distrust, LongSupplier nanoTime) {}

    IndexerFactory(
            Networks networks,
            IndexerConfig config,
            LedgerStores stores,
            StatusBoard board,
            NetworkNodes nodes,
            MeterRegistry registry) {
        this.networks = networks;
        this.config = config;
        this.stores = stores;
        this.board = board;
        this.nodes = nodes;
        this.registry = registry;
    }

    Reporter reporter(Network network) {
        return new Reporter(
                network.name(),
                board,
                () -> nodes.of(network).health().get(),
                new BlockTimeMeter(config.pollInterval(), networks.staleAfter(network.name())));
    }

    NodeProbe probe(Network network) {
        return new NodeProbe(() -> nodes.of(network).unrepeated());
    }

    /** Opens the store, asks the chain what the index must know of it, and begins or goes on. */
    NetworkIndexer create(Network network, Reporter reporter) {
        LedgerStore store = stores.open(network);
        Lasting lasting = lastings.computeIfAbsent(
                network.name(),
                name -> new Lasting(
                        Thread.ofVirtual().name("beside-" + name)::start,
                        new Distrust(config.completenessInterval()),
                        System::nanoTime));
        Auditor auditor = auditor(
                network,
                nodes.node(network),
                nodes.of(network).budget(),
                config,
                store,
                auditMeters.computeIfAbsent(network.name(), name -> new AuditMeters(name, registry)),
                reporter,
                lasting.beside());
        return assemble(network, nodes.of(network), networks.nodes(network), config, store, auditor, reporter, lasting);
    }

    static Auditor auditor(
            Network network,
            Node node,
            CallBudget calls,
            IndexerConfig config,
            LedgerStore store,
            AuditMeters meters,
            Reporter reporter,
            Executor beside) {
        // The Diamond's own buckets, and the counterpart of mints, are nobody's MOR.
        AuditQueue queue = new AuditQueue(Set.of(network.diamond(), Address.ZERO));
        ChainAudit chain = new ChainAudit(node, network);
        AuditNews news = new AuditNews(network.name(), meters, reporter::audits);
        Duration interval = config.audit().fullScanInterval();
        AuditBudget budget =
                new DailyAuditBudget(new SteadyBudget(config.auditCalls(), interval, System::nanoTime), calls);
        AuditWalk walk = new AuditWalk(store.audits(), config.audit().fullScanDuration(), budget);
        return new Auditor(network.name(), store.audits(), chain, queue, budget, walk, interval, news, beside);
    }

    static NetworkIndexer assemble(
            Network network,
            ConnectedNode connected,
            NodeConfig nodes,
            IndexerConfig config,
            LedgerStore store,
            Auditor auditor,
            Reporter reporter,
            Lasting lasting) {
        lasting.distrust().begin();
        Node node = connected.node();
        DiamondReader diamond = new DiamondReader(node, network);
        NetworkFacts facts = begin(network, node, store, diamond);
        ProfileKeeper profiles = new ProfileKeeper(store.profiles(), connected.profiles());
        profiles.restore();
        SessionReader sessions = new SessionReader(node, network.diamond());
        Contracts contracts = new Contracts(network.diamond(), facts.fundingAccount());
        LogReader reader = new LogReader(
                node,
                AskedEndpoint.all(connected),
                Set.of(network.token(), network.diamond()),
                lasting.distrust(),
                nodes.blocksPerRange().initial(),
                new SecondEndpoint(connected.other()));
        BlockFetcher fetcher = new BlockFetcher(node, reader, network, sessions);
        long startBlock = facts.startBlock().orElse(0);
        Reconciler reconciler = new Reconciler(node, forks(node, store, startBlock), config.blocksAtHead());
        Looks looks = new Looks(
                reader,
                store.looks(),
                config.recheck(),
                startBlock,
                () -> connected.budget().allows(Purpose.CHECKS),
                lasting.beside(),
                lasting.nanoTime());
        Bookkeeper bookkeeper =
                new Bookkeeper(contracts, new BookLoader(store::load), sessions, config.ledgerStateSize());
        NetworkIndexer.Parts parts = new NetworkIndexer.Parts(
                store,
                fetcher,
                new SettledBlocks(fetcher, nodes),
                bookkeeper,
                reconciler,
                new HeadFollower(fetcher, reconciler, looks::doubt, config.blocksAtHead(), nodes.headers()),
                new LookPace(connected.budget(), config.pollInterval()),
                new Finality(node, config.finalityInterval(), config.assumedFinality()),
                new Watch(
                        store,
                        new Completeness(diamond, network, config.completenessInterval(), lasting.nanoTime()),
                        looks,
                        lasting.distrust(),
                        startBlock,
                        config.recheck().historyAfter()),
                auditor,
                new DerivationUpgrade(
                        network.name(),
                        store,
                        () -> new Rebuilder(
                                network,
                                contracts,
                                store.rebuild(),
                                config.ledgerStateSize(),
                                Rebuilder.SMALL_CHUNK,
                                Optional.of(new ClaimReader(sessions))),
                        bookkeeper,
                        reporter,
                        lasting.nanoTime()),
                profiles,
                reporter);
        return new NetworkIndexer(parts, config, startBlock);
    }

    private static ForkFinder forks(Node node, LedgerStore store, long startBlock) {
        return new ForkFinder(
                node,
                new ForkFinder.Kept(
                        store.blocks()::last, () -> store.blocks().finalized().orElse(startBlock)));
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
