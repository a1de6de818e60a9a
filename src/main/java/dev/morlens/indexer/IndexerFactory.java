package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.indexer.audit.AuditMeters;
import dev.morlens.indexer.audit.Auditor;
import dev.morlens.indexer.backfill.FinalBlockReader;
import dev.morlens.indexer.backfill.StartFinder;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.BlockFetcher;
import dev.morlens.indexer.fetch.BlockTimeMeter;
import dev.morlens.indexer.fetch.LogFetcher;
import dev.morlens.indexer.fetch.NodeRecoveryProbe;
import dev.morlens.indexer.fetch.SecondEndpointLook;
import dev.morlens.indexer.fetch.SingleEndpointReader;
import dev.morlens.indexer.fetch.SuspectRange;
import dev.morlens.indexer.head.FinalizedBlockTracker;
import dev.morlens.indexer.head.ForkFinder;
import dev.morlens.indexer.head.HeadFollower;
import dev.morlens.indexer.head.LookPace;
import dev.morlens.indexer.head.ReorganisationFinder;
import dev.morlens.indexer.post.BatchPoster;
import dev.morlens.indexer.post.ClaimEvidenceReader;
import dev.morlens.indexer.post.LedgerStateLoader;
import dev.morlens.indexer.rebuild.DerivationUpgrade;
import dev.morlens.indexer.rebuild.Rebuilder;
import dev.morlens.indexer.recheck.BalanceCheck;
import dev.morlens.indexer.recheck.CompletenessMonitor;
import dev.morlens.indexer.recheck.Rechecker;
import dev.morlens.indexer.report.EndpointProfileKeeper;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.store.write.LedgerStores;
import dev.morlens.store.write.NetworkFacts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final IndexStatusRegistry board;
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
    public record Lasting(Executor beside, SuspectRange distrust, LongSupplier nanoTime) {}

    IndexerFactory(
            Networks networks,
            IndexerConfig config,
            LedgerStores stores,
            IndexStatusRegistry board,
            NetworkNodes nodes,
            MeterRegistry registry) {
        this.networks = networks;
        this.config = config;
        this.stores = stores;
        this.board = board;
        this.nodes = nodes;
        this.registry = registry;
    }

    ProgressReporter reporter(Network network) {
        return new ProgressReporter(
                network.name(),
                board,
                () -> nodes.of(network).health().get(),
                new BlockTimeMeter(config.pollInterval(), networks.staleAfter(network.name())));
    }

    NodeRecoveryProbe probe(Network network) {
        return new NodeRecoveryProbe(() -> nodes.of(network).unrepeated());
    }

    /** Opens the store, asks the chain what the index must know of it, and begins or goes on. */
    NetworkIndexer create(Network network, ProgressReporter progressReporter) {
        LedgerStore store = stores.open(network);
        Lasting lasting = lastings.computeIfAbsent(
                network.name(),
                name -> new Lasting(
                        Thread.ofVirtual().name("beside-" + name)::start,
                        new SuspectRange(config.completenessInterval()),
                        System::nanoTime));
        Auditor auditor = AuditorFactory.auditor(
                network,
                nodes.node(network),
                nodes.of(network).budget(),
                config,
                store,
                auditMeters.computeIfAbsent(network.name(), name -> new AuditMeters(name, registry)),
                progressReporter,
                lasting.beside());
        return assemble(
                network, nodes.of(network), networks.nodes(network), config, store, auditor, progressReporter, lasting);
    }

    public static NetworkIndexer assemble(
            Network network,
            ConnectedNode connected,
            NodeConfig nodes,
            IndexerConfig config,
            LedgerStore store,
            Auditor auditor,
            ProgressReporter progressReporter,
            Lasting lasting) {
        lasting.distrust().begin();
        Node node = connected.node();
        DiamondReader diamond = new DiamondReader(node, network);
        NetworkFacts facts = begin(network, node, store, diamond);
        EndpointProfileKeeper profiles = new EndpointProfileKeeper(store.profiles(), connected.profiles());
        profiles.restore();
        SessionReader sessions = new SessionReader(node, network.diamond());
        Contracts contracts = new Contracts(network.diamond(), facts.fundingAccount());
        LogFetcher reader = new LogFetcher(
                node,
                SingleEndpointReader.all(connected),
                Set.of(network.token(), network.diamond()),
                lasting.distrust(),
                nodes.blocksPerRange().initial(),
                new SecondEndpointLook(connected.other()));
        BlockFetcher fetcher = new BlockFetcher(node, reader, network, sessions);
        long startBlock = facts.startBlock().orElse(0);
        ReorganisationFinder reorganisationFinder =
                new ReorganisationFinder(node, forks(node, store, startBlock), config.blocksAtHead());
        Rechecker rechecker = new Rechecker(
                reader,
                store.rechecks(),
                config.recheck(),
                startBlock,
                () -> connected.budget().allows(CallPurpose.CHECKS),
                lasting.beside(),
                lasting.nanoTime());
        BatchPoster batchPoster =
                new BatchPoster(contracts, new LedgerStateLoader(store::load), sessions, config.ledgerStateSize());
        IndexerParts parts = new IndexerParts(
                store,
                fetcher,
                new FinalBlockReader(fetcher, nodes),
                batchPoster,
                reorganisationFinder,
                new HeadFollower(
                        fetcher, reorganisationFinder, rechecker::suspect, config.blocksAtHead(), nodes.headers()),
                new LookPace(connected.budget(), config.pollInterval()),
                new FinalizedBlockTracker(node, config.finalityInterval(), config.assumedFinality()),
                new CompletenessMonitor(
                        store,
                        new BalanceCheck(diamond, network, config.completenessInterval(), lasting.nanoTime()),
                        rechecker,
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
                                Optional.of(new ClaimEvidenceReader(sessions))),
                        batchPoster,
                        progressReporter,
                        lasting.nanoTime()),
                profiles,
                progressReporter);
        return new NetworkIndexer(parts, config, startBlock);
    }

    private static ForkFinder forks(Node node, LedgerStore store, long startBlock) {
        return new ForkFinder(
                node,
                new ForkFinder.StoredChain(
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
