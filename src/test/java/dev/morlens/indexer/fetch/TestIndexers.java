package dev.morlens.indexer.fetch;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.budget.CallBudget;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.EndpointHealth;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.indexer.AuditorFactory;
import dev.morlens.indexer.IndexerFactory;
import dev.morlens.indexer.NetworkIndexer;
import dev.morlens.indexer.audit.AuditMeters;
import dev.morlens.indexer.audit.Auditor;
import dev.morlens.indexer.backfill.FinalBlockReader;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.post.BatchPoster;
import dev.morlens.indexer.post.LedgerStateLoader;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.store.write.NetworkFacts;
import dev.morlens.testing.node.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Indexers without a container. */
public final class TestIndexers {

    private TestIndexers() {}

    /** Small ranges, no pauses, no audits; whatever is given is stronger. */
    public static IndexerConfig config(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(Map.of(
                "morlens.indexer.completeness-interval",
                "0s",
                "morlens.indexer.audit-calls",
                "0",
                "morlens.indexer.audit.full-scan-duration",
                "0s",
                "morlens.indexer.recheck.head-interval",
                "0s",
                "morlens.indexer.recheck.history-interval",
                "0s"));
        properties.forEach((name, value) -> all.put("morlens.indexer." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(all)
                .withMapping(IndexerConfig.class)
                .build()
                .getConfigMapping(IndexerConfig.class);
    }

    public static NetworkIndexer indexer(
            Network network, Node node, LedgerStore store, IndexStatusRegistry board, Map<String, String> properties) {
        return indexer(network, node, store, board, properties, 100);
    }

    /** @param blocks a range */
    public static NetworkIndexer indexer(
            Network network,
            Node node,
            LedgerStore store,
            IndexStatusRegistry board,
            Map<String, String> properties,
            int blocks) {
        ProgressReporter progressReporter = reporter(network, board, List::of);
        ConnectedNode alone = new ConnectedNode(node, List.of(node), List::of);
        IndexerFactory.Lasting lasting =
                new IndexerFactory.Lasting(Runnable::run, new SuspectRange(Duration.ZERO), System::nanoTime);
        return indexer(network, alone, store, progressReporter, config(properties), blocks, lasting);
    }

    public static NetworkIndexer indexer(
            Network network,
            ConnectedNode node,
            LedgerStore store,
            ProgressReporter progressReporter,
            IndexerConfig config,
            int blocks,
            IndexerFactory.Lasting lasting) {
        NodeConfig nodes = NodeConfigs.of(Map.of(
                "blocks-per-range.initial",
                String.valueOf(blocks),
                "blocks-per-range.max",
                String.valueOf(4 * blocks)));
        Auditor auditor = auditor(network, node.node(), store, config, progressReporter);
        return IndexerFactory.assemble(network, node, nodes, config, store, auditor, progressReporter, lasting);
    }

    /** For tests of readers: each run takes in what the chain has by then. */
    public static Runnable following(Network network, Node node, LedgerStore store) {
        NetworkIndexer indexer =
                indexer(network, node, store, new IndexStatusRegistry(), Map.of("backfill-above", "50"));
        return () -> catchUp(indexer);
    }

    /** Steps until there is nothing to do at once. */
    public static void catchUp(NetworkIndexer indexer) {
        Duration wait;
        do {
            wait = indexer.step();
        } while (wait.isZero());
    }

    /** Writes all blocks up to the node's latest, so many at once as one batch. */
    public static void write(Network network, Node node, LedgerStore store, long blocks) {
        DiamondReader diamond = new DiamondReader(node, network);
        Address funding = diamond.fundingAccount(BlockId.latest());
        store.begin(
                new NetworkFacts(network.chainId(), network.token(), network.diamond(), OptionalLong.of(1), funding));
        SessionReader sessions = new SessionReader(node, network.diamond());
        BlockFetcher fetcher = new BlockFetcher(node, reader(network, node), network, sessions);
        FinalBlockReader settled = new FinalBlockReader(fetcher, NodeConfigs.of(Map.of()));
        Contracts contracts = new Contracts(network.diamond(), funding);
        BatchPoster batchPoster = new BatchPoster(contracts, new LedgerStateLoader(store::load), sessions, 1_000);
        long head = node.header(BlockTag.LATEST).orElseThrow().number();
        for (long first = 1; first <= head; first += Math.min(blocks, head)) {
            BlockRange range = new BlockRange(first, Math.min(head, first - 1 + Math.min(blocks, head)));
            store.append(batchPoster.post(settled.group(range), OptionalLong.empty(), () -> {}));
        }
    }

    private static LogFetcher reader(Network network, Node node) {
        ConnectedNode alone = new ConnectedNode(node, List.of(node), List::of);
        return new LogFetcher(
                node,
                SingleEndpointReader.all(alone),
                Set.of(network.token(), network.diamond()),
                new SuspectRange(Duration.ZERO),
                100,
                new SecondEndpointLook(alone.other()));
    }

    public static ProgressReporter reporter(
            Network network, IndexStatusRegistry board, Supplier<List<EndpointHealth>> endpoints) {
        return new ProgressReporter(
                network.name(), board, endpoints, new BlockTimeMeter(Duration.ofSeconds(1), Optional.empty()));
    }

    /** One whose passes are over when they have been begun. */
    static Auditor auditor(
            Network network, Node node, LedgerStore store, IndexerConfig config, ProgressReporter progressReporter) {
        AuditMeters meters = new AuditMeters(network.name(), new SimpleMeterRegistry());
        return AuditorFactory.auditor(
                network, node, CallBudget.unlimited(), config, store, meters, progressReporter, Runnable::run);
    }
}
