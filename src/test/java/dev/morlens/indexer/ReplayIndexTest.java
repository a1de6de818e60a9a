package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.error.WrongChainException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.Counts;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.ReplayTruth;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.server.TestDatabase;
import dev.morlens.testing.truth.Statement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A chain of some size behind a node with the limits of a public one, one address with a quarter of all sessions. */
class ReplayIndexTest {

    private static final Manners PUBLIC = new Manners(Duration.ofMillis(1), 1_000, 150, 150, 128);

    private static final Manners NEAR = new Manners(Duration.ZERO, 2_000, 10_000);

    private static final Scale TURNED = new Scale(12_000, 2_000, 1_000, 120_000, 0);

    private final IndexStatusRegistry board = new IndexStatusRegistry();

    @Test
    void theIndexOfALargeChainBehindANodeWithLimitsIsWhatTheViewsSay() {
        long seed = Counts.seed("ReplayIndexTest");
        History history = SyntheticHistory.write(
                seed, Scale.LARGE.withLogs(Counts.of(200_000)).withoutClaims());
        try (ReplayNode replay = ReplayNode.start(history, PUBLIC)) {
            Network network = ReplayContracts.network(TestDatabase.networkName());
            Node node = node(network, URI.create(replay.url()));
            LedgerStore store = TestStores.open(network);
            Map<String, String> forgetful = Map.of("ledger-state-size", "2000");
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

    @Test
    void anEndpointThatTurnsToAnotherChainInTheMiddleOfABackfillLeavesNothingOfIt() {
        long seed = Counts.seed("ReplayIndexTest");
        History other = SyntheticHistory.write(seed + 1, TURNED);
        try (ReplayNode foreign = ReplayNode.start(other, NEAR);
                FaultyEndpoint beside = FaultyEndpoint.before(URI.create(foreign.url()))) {
            leavesNothing(SyntheticHistory.write(seed, TURNED), NodeTroubles.anotherChain(beside, 8453));
        }
    }

    /** So nothing else could tell. */
    @Test
    void anEndpointThatSaysSoInTheMiddleOfABackfillIsBelievedBeforeAnythingElseIsWritten() {
        leavesNothing(SyntheticHistory.write(Counts.seed("ReplayIndexTest"), TURNED), NodeTroubles.chainId(8453));
    }

    private void leavesNothing(History history, Fault turned) {
        try (ReplayNode replay = ReplayNode.start(history, NEAR);
                FaultyEndpoint endpoint = FaultyEndpoint.before(URI.create(replay.url()))) {
            Network network = ReplayContracts.network(TestDatabase.networkName());
            Node node = node(network, endpoint.url());
            LedgerStore store = TestStores.open(network);
            endpoint.behave(NodeTroubles.afterLogs(100, turned));
            assertThatThrownBy(() -> backfill(network, node, store))
                    .isInstanceOf(WrongChainException.class)
                    .hasMessageContaining("8453");
            assertThat(store.checkpoint().map(BlockRef::number).orElse(0L)).isLessThan(history.head());
            endpoint.behave(Fault.NONE);
            backfill(network, node, store);
            exact(history, node, network);
        }
    }

    @Test
    void whereOneOfTwoEndpointsTurnsToAnotherChainTheOtherOneGoesOn() {
        long seed = Counts.seed("ReplayIndexTest");
        History history = SyntheticHistory.write(seed, TURNED);
        try (ReplayNode replay = ReplayNode.start(history, NEAR);
                ReplayNode foreign = ReplayNode.start(SyntheticHistory.write(seed + 1, TURNED), NEAR);
                FaultyEndpoint beside = FaultyEndpoint.before(URI.create(foreign.url()));
                FaultyEndpoint preferred = FaultyEndpoint.before(URI.create(replay.url()))) {
            Network network = ReplayContracts.network(TestDatabase.networkName());
            Node node = node(network, preferred.url(), URI.create(replay.url()));
            LedgerStore store = TestStores.open(network);
            preferred.behave(NodeTroubles.afterLogs(100, NodeTroubles.anotherChain(beside, 8453)));
            assertThatThrownBy(() -> backfill(network, node, store))
                    .isInstanceOf(WrongChainException.class)
                    .hasMessageContaining("8453");
            backfill(network, node, store);
            exact(history, node, network);
        }
    }

    @Test
    void anEndpointThatToldNothingIsNotAskedForItsChain() {
        History history = SyntheticHistory.write(Counts.seed("ReplayIndexTest"), TURNED);
        try (ReplayNode replay = ReplayNode.start(history, NEAR);
                FaultyEndpoint away = FaultyEndpoint.before(URI.create(replay.url()))) {
            Network network = ReplayContracts.network(TestDatabase.networkName());
            away.behave(NodeTroubles.status(503));
            Node node = node(network, URI.create(replay.url()), away.url());
            backfill(network, node, TestStores.open(network));
            exact(history, node, network);
            assertThat(away.disturbed()).isZero();
        }
    }

    private void backfill(Network network, Node node, LedgerStore store) {
        TestIndexers.catchUp(TestIndexers.indexer(network, node, store, board, Map.of(), 200));
    }

    private void exact(History history, Node node, Network network) {
        IndexStatus status = board.of(network.name()).orElseThrow();
        assertThat(status.indexed().orElseThrow().number()).isEqualTo(history.head());
        assertThat(status.completeness()).isEqualTo(IndexStatus.Completeness.AGREES);
        Statement accounts = TestStores.statement(network);
        assertThat(accounts.sessions()).hasSize(history.sessionCount());
        assertThat(ReplayTruth.differences(node, network, BlockId.latest(), accounts))
                .isEmpty();
        assertThat(TestStores.owedBreaks(network)).isEmpty();
        assertThat(TestStores.identityBreaks(network)).isEmpty();
    }

    private static Node node(Network network, URI... urls) {
        var config = NodeConfigs.of(Map.of(
                "rpc-urls", Stream.of(urls).map(URI::toString).collect(Collectors.joining(",")),
                "requests-per-second", "1000",
                "retry.initial-delay", "50ms",
                "retry.max-delay", "2s",
                "retry.max", "20"));
        ConnectedNode connected = Nodes.connect(config, network.chainId(), new SimpleMeterRegistry());
        return connected.node();
    }
}
