package dev.morlens.indexer.fetch;

import com.sun.management.OperatingSystemMXBean;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.range.RangeReader;
import dev.morlens.chain.range.RangeSize;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.indexer.IndexerFactory;
import dev.morlens.indexer.NetworkIndexer;
import dev.morlens.indexer.backfill.FinalBlockReader;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.replay.ReplayContracts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One backfill of a replayed history, in a process of its own, so that every one starts equally cold. */
public final class BackfillProcess {

    /** What is done with each range. */
    public enum Mode {
        /** Logs fetched, decoded and discarded. */
        LOGS,
        /** The same with all else that the index reads from the chain: headers, sessions, bids. */
        FACTS,
        /** The index. */
        INDEX
    }

    private static final long BLOCKS = 2_000;
    private static final int IN_FLIGHT = 4;

    /** More than are in flight, so that one that comes late leaves no place empty. */
    private static final int AHEAD = 2 * IN_FLIGHT;

    private BackfillProcess() {}

    /** Mode, network's name, RPC URL, JDBC URL, user, password, and the file for milliseconds and CPU milliseconds. */
    public static void main(String[] arguments) throws IOException {
        Network network = ReplayContracts.network(arguments[1]);
        NodeConfig config = NodeConfigs.of(Map.of(
                "rpc-urls", arguments[2],
                "requests-per-second", "100000",
                "max-in-flight", String.valueOf(IN_FLIGHT),
                "blocks-per-range.initial", String.valueOf(BLOCKS),
                "blocks-per-range.max", String.valueOf(BLOCKS),
                "blocks-per-range.ahead", String.valueOf(AHEAD)));
        Node node = Nodes.connect(config, network.chainId(), new SimpleMeterRegistry())
                .node();
        Runnable work = switch (Mode.valueOf(arguments[0])) {
            case LOGS -> logs(network, node);
            case FACTS -> facts(network, node, config);
            case INDEX -> index(network, node, config, new ServerLogin(arguments[3], arguments[4], arguments[5]));
        };
        long begun = System.nanoTime();
        work.run();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        Files.writeString(Path.of(arguments[6]), millis + " " + cpuMillis());
        Runtime.getRuntime().halt(0);
    }

    private static Runnable logs(Network network, Node node) {
        EventDecoder decoder = new EventDecoder(network);
        Set<Address> contracts = Set.of(network.token(), network.diamond());
        return () ->
                reader(range -> decoder.decode(node.logs(range, contracts))).read(whole(node), (range, events) -> {});
    }

    private static Runnable facts(Network network, Node node, NodeConfig config) {
        LogFetcher reader = new LogFetcher(
                node,
                List.of(SingleEndpointReader.of(node)),
                Set.of(network.token(), network.diamond()),
                new SuspectRange(Duration.ZERO),
                config.blocksPerRange().initial());
        BlockFetcher fetcher = new BlockFetcher(node, reader, network, new SessionReader(node, network.diamond()));
        return () -> new FinalBlockReader(fetcher, config).read(whole(node), (range, blocks) -> {});
    }

    private static <T> RangeReader<T> reader(java.util.function.Function<BlockRange, T> read) {
        return new RangeReader<>(read, new RangeSize(BLOCKS, BLOCKS), AHEAD);
    }

    private static BlockRange whole(Node node) {
        return new BlockRange(0, node.header(BlockTag.FINALIZED).orElseThrow().number());
    }

    private static Runnable index(Network network, Node node, NodeConfig config, ServerLogin login) {
        TestStores.use(login);
        LedgerStore store = TestStores.open(network);
        ProgressReporter progressReporter = TestIndexers.reporter(network, new IndexStatusRegistry(), List::of);
        IndexerConfig settings = TestIndexers.config(Map.of());
        NetworkIndexer indexer = IndexerFactory.assemble(
                network,
                new ConnectedNode(node, List.of(node), List::of),
                config,
                settings,
                store,
                TestIndexers.auditor(network, node, store, settings, progressReporter),
                progressReporter,
                new IndexerFactory.Lasting(Runnable::run, new SuspectRange(Duration.ZERO), System::nanoTime));
        return indexer::step;
    }

    private static long cpuMillis() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1_000_000;
    }
}
