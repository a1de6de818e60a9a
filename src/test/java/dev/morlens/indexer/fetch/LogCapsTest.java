package dev.morlens.indexer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.range.RangeReader;
import dev.morlens.chain.range.RangeSize;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.RawLog;
import dev.morlens.indexer.backfill.FinalBlockReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.server.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many questions a backfill asks for logs of an endpoint that caps them, and how many of them are refused. */
class LogCapsTest {

    private static final int NO_CAP = 1_000_000_000;

    /** What learning the cap, and being at the head, may cost. */
    private static final int ASIDE = 100;

    /** As many as a history of millions of logs takes at 10,000 an answer. */
    private static final int ANSWERS = 400;

    private static final long SEED = Counts.seed("LogCapsTest");

    static Stream<Arguments> caps() {
        return Counts.some(
                SEED,
                Stream.of(
                        Arguments.of(10, true, 12_000),
                        Arguments.of(10, false, 12_000),
                        Arguments.of(2_000, true, 600_000),
                        Arguments.of(2_000, false, 600_000)));
    }

    @ParameterizedTest
    @MethodSource("caps")
    void capInBlocksIsLearntOnceAndEveryQuestionIsFilled(int cap, boolean isNamed, int blocks) {
        int height = blocks * Counts.of(10);
        History history = SyntheticHistory.write(SEED, new Scale(3_000, 500, 300, height, 0));
        try (ReplayNode replay = ReplayNode.start(history, new Manners(Duration.ZERO, cap, NO_CAP, isNamed))) {
            Network network = ReplayContracts.network(TestDatabase.networkName());
            Node node = node(network, replay, Map.of());
            IndexStatusRegistry board = new IndexStatusRegistry();
            TestIndexers.catchUp(TestIndexers.indexer(network, node, TestStores.open(network), board, Map.of(), 2_000));

            long asked = replay.traffic().calls().get("eth_getLogs");
            long needed = Math.ceilDiv(history.head() + 1, cap);
            Counts.say("a cap of %d blocks, %s: %d asked where %d are needed (%.3f), %d of them refused"
                    .formatted(
                            cap,
                            isNamed ? "named" : "not named",
                            asked,
                            needed,
                            (double) asked / needed,
                            replay.refusedLogs()));
            assertThat(asked - ASIDE).isLessThanOrEqualTo((long) (1.02 * needed));
            assertThat(replay.refusedLogs()).isLessThanOrEqualTo(20);
            assertThat(board.of(network.name()).orElseThrow().completeness())
                    .isEqualTo(IndexStatus.Completeness.AGREES);
        }
    }

    static Stream<Boolean> isNamed() {
        return Counts.some(SEED, Stream.of(true, false));
    }

    @ParameterizedTest
    @MethodSource("isNamed")
    void capInResultsIsMetSeldomThoughTheDensityChangesAHundredfold(boolean isNamed) {
        int logs = Counts.of(4_000_000);
        int cap = logs / ANSWERS;
        History history = SyntheticHistory.uneven(SEED, new Scale(logs, logs / 6, 4_000, 5_000_000, 0));
        try (ReplayNode replay = ReplayNode.start(history, new Manners(Duration.ofMillis(1), NO_CAP, cap, isNamed))) {
            Network network = ReplayContracts.network("results");
            Node node = node(network, replay, Map.of());
            RangeSize size = new RangeSize(2_000, 1_000_000, cap, node::logCaps);
            BlockRange all =
                    new BlockRange(0, node.header(BlockTag.LATEST).orElseThrow().number());
            long[] read = new long[1];
            new RangeReader<List<RawLog>>(
                            range -> node.logs(range, Set.of(network.token(), network.diamond())), List::size, size, 8)
                    .read(all, (range, found) -> read[0] += found.size());

            long asked = replay.traffic().calls().get("eth_getLogs");
            long needed = Math.ceilDiv(history.logCount(), cap);
            double refused = (double) replay.refusedLogs() / (asked - replay.refusedLogs());
            Counts.say(
                    "a cap of %d logs, %s, density changing a hundredfold: %d asked where %d are needed (%.2f), %.3f refused"
                            .formatted(
                                    cap,
                                    isNamed ? "named" : "not named",
                                    asked,
                                    needed,
                                    (double) asked / needed,
                                    refused));
            assertThat(read[0]).isEqualTo(history.logCount());
            assertThat(refused).isLessThanOrEqualTo(0.05);
            assertThat((double) asked / needed).isLessThanOrEqualTo(1.5);
        }
    }

    @Test
    void twoEndpointsOfDifferentCapsReadOneHistoryTogether() {
        History history = SyntheticHistory.write(SEED, new Scale(2_000, 300, 200, 4_000, 0));
        try (ReplayNode wide = ReplayNode.start(history, new Manners(Duration.ZERO, 1_000, NO_CAP, 300, 1_000, true));
                ReplayNode narrow = ReplayNode.start(history, new Manners(Duration.ZERO, 7, NO_CAP, false))) {
            Network network = ReplayContracts.network(TestDatabase.networkName());
            Node node = Nodes.connect(
                            config(Map.of("rpc-urls", wide.url() + "," + narrow.url())),
                            network.chainId(),
                            new SimpleMeterRegistry())
                    .node();
            IndexStatusRegistry board = new IndexStatusRegistry();
            TestIndexers.catchUp(TestIndexers.indexer(network, node, TestStores.open(network), board, Map.of(), 2_000));
            assertThat(board.of(network.name()).orElseThrow().completeness())
                    .isEqualTo(IndexStatus.Completeness.AGREES);
            assertThat(narrow.refusedLogs()).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void whatACapMeansIsSaidBeforeTheFirstBlockIsRead() {
        History history = SyntheticHistory.write(SEED, new Scale(2_000, 300, 200, 4_000, 0));
        try (ReplayNode replay = ReplayNode.start(history, new Manners(Duration.ZERO, 10, NO_CAP, true))) {
            Network network = ReplayContracts.network("cost");
            NodeConfig config = config(Map.of("rpc-urls", replay.url(), "requests-per-second", "20"));
            Node node = Nodes.connect(config, network.chainId(), new SimpleMeterRegistry())
                    .node();
            LogFetcher reader = new LogFetcher(
                    node,
                    List.of(SingleEndpointReader.of(node)),
                    Set.of(network.token(), network.diamond()),
                    new SuspectRange(Duration.ZERO),
                    2_000);
            FinalBlockReader settled = new FinalBlockReader(
                    new BlockFetcher(node, reader, network, new SessionReader(node, network.diamond())), config);

            settled.findCap(new BlockRange(0, 1_036_799_999));
            assertThat(replay.traffic().calls().get("eth_getLogs")).isLessThanOrEqualTo(2);
            assertThat(settled.costFrom(0).of(1_036_800_000).orElseThrow())
                    .contains("at 10 blocks a request", "about 60 days", "add an endpoint that allows more");
            assertThat(settled.costFrom(0).of(700_000)).isEmpty();
        }
    }

    private static Node node(Network network, ReplayNode replay, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("rpc-urls", replay.url());
        return Nodes.connect(config(all), network.chainId(), new SimpleMeterRegistry())
                .node();
    }

    private static NodeConfig config(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(Map.of(
                "requests-per-second",
                "100000",
                "retry.initial-delay",
                "20ms",
                "retry.max-delay",
                "200ms",
                "retry.max",
                "20"));
        all.putAll(properties);
        return NodeConfigs.of(all);
    }
}
