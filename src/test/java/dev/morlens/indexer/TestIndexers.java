package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.budget.CallBudget;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.EndpointHealth;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.ledger.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.LedgerStore;
import dev.morlens.store.NetworkFacts;
import dev.morlens.store.StatusBoard;
import dev.morlens.testing.NodeConfigs;
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
            Network network, Node node, LedgerStore store, StatusBoard board, Map<String, String> properties) {
        return indexer(network, node, store, board, properties, 100);
    }

    /** @param blocks a range */
    public static NetworkIndexer indexer(
            Network network,
            Node node,
            LedgerStore store,
            StatusBoard board,
            Map<String, String> properties,
            int blocks) {
        Reporter reporter = reporter(network, board, List::of);
        ConnectedNode alone = new ConnectedNode(node, List.of(node), List::of);
        IndexerFactory.Lasting lasting =
                new IndexerFactory.Lasting(Runnable::run, new Distrust(Duration.ZERO), System::nanoTime);
        return indexer(network, alone, store, reporter, config(properties), blocks, lasting);
    }

    static NetworkIndexer indexer(
            Network network,
            ConnectedNode node,
            LedgerStore store,
            Reporter reporter,
            IndexerConfig config,
            int blocks,
            IndexerFactory.Lasting lasting) {
        NodeConfig nodes = NodeConfigs.of(Map.of(
                "blocks-per-range.initial",
                String.valueOf(blocks),
                "blocks-per-range.max",
                String.valueOf(4 * blocks)));
        Auditor auditor = auditor(network, node.node(), store, config, reporter);
        return IndexerFactory.assemble(network, node, nodes, config, store, auditor, reporter, lasting);
    }

    /** For tests of readers: each run takes in what the chain has by then. */
    public static Runnable following(Network network, Node node, LedgerStore store) {
        NetworkIndexer indexer = indexer(network, node, store, new StatusBoard(), Map.of("backfill-above", "50"));
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
    static void write(Network network, Node node, LedgerStore store, long blocks) {
        DiamondReader diamond = new DiamondReader(node, network);
        Address funding = diamond.fundingAccount(BlockId.latest());
        store.begin(
                new NetworkFacts(network.chainId(), network.token(), network.diamond(), OptionalLong.of(1), funding));
        SessionReader sessions = new SessionReader(node, network.diamond());
        BlockFetcher fetcher = new BlockFetcher(node, reader(network, node), network, sessions);
        SettledBlocks settled = new SettledBlocks(fetcher, NodeConfigs.of(Map.of()));
        Contracts contracts = new Contracts(network.diamond(), funding);
        Bookkeeper bookkeeper = new Bookkeeper(contracts, new BookLoader(store::load), sessions, 1_000);
        long head = node.header(BlockTag.LATEST).orElseThrow().number();
        for (long first = 1; first <= head; first += Math.min(blocks, head)) {
            BlockRange range = new BlockRange(first, Math.min(head, first - 1 + Math.min(blocks, head)));
            store.append(bookkeeper.post(settled.group(range), OptionalLong.empty(), () -> {}));
        }
    }

    private static LogReader reader(Network network, Node node) {
        ConnectedNode alone = new ConnectedNode(node, List.of(node), List::of);
        return new LogReader(
                node,
                AskedEndpoint.all(alone),
                Set.of(network.token(), network.diamond()),
                new Distrust(Duration.ZERO),
                100,
                new SecondEndpoint(alone.other()));
    }

    static Reporter reporter(Network network, StatusBoard board, Supplier<List<EndpointHealth>> endpoints) {
        return new Reporter(
                network.name(), board, endpoints, new BlockTimeMeter(Duration.ofSeconds(1), Optional.empty()));
    }

    /** One whose passes are over when they have been begun. */
    static Auditor auditor(Network network, Node node, LedgerStore store, IndexerConfig config, Reporter reporter) {
        AuditMeters meters = new AuditMeters(network.name(), new SimpleMeterRegistry());
        return IndexerFactory.auditor(
                network, node, CallBudget.unlimited(), config, store, meters, reporter, Runnable::run);
    }
}
