package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.protocol.Network;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.LedgerStore;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.NodeConfigs;
import dev.morlens.testing.Statement;
import dev.morlens.testing.TestDatabase;
import dev.morlens.testing.replay.History;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.ReplayTruth;
import dev.morlens.testing.replay.Scale;
import dev.morlens.testing.replay.SyntheticHistory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A chain of some size behind a node with the limits of a public one, one address with a quarter of all sessions. */
class ReplayIndexTest {

    private static final Manners PUBLIC = new Manners(Duration.ofMillis(1), 1_000, 150, 50, 128);

    private final StatusBoard board = new StatusBoard();

    @Test
    void theIndexOfALargeChainBehindANodeWithLimitsIsWhatTheViewsSay() {
        long seed = Counts.seed("ReplayIndexTest");
        History history = SyntheticHistory.write(seed, Scale.LARGE.withLogs(Counts.of(200_000)));
        try (ReplayNode replay = ReplayNode.start(history, PUBLIC)) {
            Network network = network(TestDatabase.networkName());
            Node node = node(replay, network);
            LedgerStore store = TestStores.open(network);
            Map<String, String> forgetful = Map.of("book-size", "2000");
            NetworkIndexer indexer = TestIndexers.indexer(network, node, store, board, forgetful, 2_000);
            TestIndexers.catchUp(indexer);
            exact(history, node, network);
            assertThat(replay.refused()).as("requests answered with 429").isPositive();
            history.mine(150);
            TestIndexers.catchUp(indexer);
            history.fork(40);
            TestIndexers.catchUp(indexer);
            exact(history, node, network);
            Counts.say("replayed chain: seed %d, %d logs, %d requests and %d refused as too many, 0 differences"
                    .formatted(seed, history.logCount(), replay.requests(), replay.refused()));
        }
    }

    private void exact(History history, Node node, Network network) {
        IndexStatus status = board.of(network.name()).orElseThrow();
        assertThat(status.indexed().orElseThrow().number()).isEqualTo(history.head());
        assertThat(status.completeness()).isEqualTo(IndexStatus.Completeness.AGREES);
        Statement accounts = TestStores.statement(network);
        assertThat(accounts.sessions()).hasSize(history.sessionCount());
        assertThat(ReplayTruth.differences(node, network, BlockId.latest(), accounts))
                .isEmpty();
        assertThat(TestStores.identityBreaks(network)).isEmpty();
    }

    private static Node node(ReplayNode replay, Network network) {
        var config = NodeConfigs.of(Map.of(
                "rpc-urls", replay.url(),
                "requests-per-second", "1000",
                "retry.initial-delay", "50ms",
                "retry.max-delay", "300ms",
                "retry.max", "20"));
        ConnectedNode connected = Nodes.connect(config, network.chainId(), new SimpleMeterRegistry());
        return connected.node();
    }

    private static Network network(String name) {
        Network replayed = ReplayContracts.network();
        return new Network(
                name,
                replayed.title(),
                replayed.chainId(),
                replayed.token(),
                replayed.diamond(),
                Optional.empty(),
                OptionalLong.of(0));
    }
}
