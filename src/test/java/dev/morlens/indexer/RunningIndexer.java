package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.protocol.Network;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.TestStores;
import dev.morlens.testing.DevChain;
import dev.morlens.testing.NodeConfigs;
import dev.morlens.testing.TruthComparison;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The server's own loop around an indexer, in a thread; each failure is met as the server meets it. */
final class RunningIndexer implements AutoCloseable {

    /** So many final blocks behind it reads ranges instead of following. */
    static final int BACKFILL_ABOVE = 30;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT_LEASE = Duration.ofSeconds(1);
    private static final int BLOCKS_A_RANGE = 20;

    private final DevChain chain;
    private final Network network;
    private final StatusBoard board = new StatusBoard();
    private final Thread thread;

    private RunningIndexer(DevChain chain, Network network, Duration lease, URI... urls) {
        this.chain = chain;
        this.network = network;
        ConnectedNode node = Nodes.connect(NodeConfigs.fast(urls), network.chainId(), new SimpleMeterRegistry());
        IndexerConfig config = TestIndexers.config(Map.of(
                "backfill-above", String.valueOf(BACKFILL_ABOVE),
                "blocks-at-head", "7",
                "poll-interval", "30ms",
                "finality-interval", "0s",
                "retry-delay", "20ms"));
        Reporter reporter = new Reporter(network.name(), board, node.health());
        IndexerLoop loop = new IndexerLoop(
                network,
                config,
                reporter,
                () -> TestIndexers.indexer(
                        network,
                        node,
                        TestStores.open(network, landing -> {}, lease),
                        reporter,
                        config,
                        BLOCKS_A_RANGE));
        this.thread = Thread.ofPlatform().daemon().start(loop);
    }

    static RunningIndexer start(DevChain chain, Network network, URI... urls) {
        return new RunningIndexer(chain, network, SHORT_LEASE, urls);
    }

    static RunningIndexer start(DevChain chain, Network network, Duration lease) {
        return new RunningIndexer(chain, network, lease, chain.rpcUrl());
    }

    Optional<IndexStatus> status() {
        return board.of(network.name());
    }

    boolean isIn(State state) {
        return status().filter(status -> status.state() == state).isPresent();
    }

    /** Waits until the index calls itself complete at the chain's head, and holds all in it against the contracts. */
    void catchesUpWithoutADifference() throws InterruptedException {
        catchesUpWithoutADifference(chain);
    }

    /** @param fork the same with another node of the chain */
    void catchesUpWithoutADifference(DevChain fork) throws InterruptedException {
        JsonNode truth = fork.truth();
        await(
                "block " + truth.get("blockHash"),
                () -> isCompleteAt(truth.get("blockHash").asText()));
        List<String> differences = TruthComparison.compare(truth, TestStores.statement(network), network.diamond())
                .differences();
        assertThat(differences).isEmpty();
        assertThat(TestStores.identityBreaks(network)).isEmpty();
    }

    /** What stands in the tables came from the real chain, and adds up, however far it is. */
    void showsNothingWrong() {
        assertThat(TestStores.identityBreaks(network)).isEmpty();
        TestStores.stores().read(network.name(), reads -> reads.head()).ifPresent(head -> {
            JsonNode block = chain.rpc("eth_getBlockByNumber", "0x" + Long.toHexString(head.number()), false);
            assertThat(head.hash().toString())
                    .as("the hash of " + head)
                    .isEqualTo(block.get("hash").asText());
        });
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("waiting for %s; the status is %s", what, status())
                    .isBefore(deadline);
            Thread.sleep(10);
        }
    }

    private boolean isCompleteAt(String hash) {
        return status().filter(status -> status.completeness() == IndexStatus.Completeness.AGREES)
                .flatMap(IndexStatus::indexed)
                .filter(block -> block.hash().toString().equals(hash))
                .isPresent();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE);
    }
}
