package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.NodeRecoveryProbe;
import dev.morlens.indexer.fetch.SuspectRange;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.truth.TruthComparison;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The server's own loop around an indexer, in a thread; each failure is met as the server meets it. */
final class RunningIndexer implements AutoCloseable {

    /** So many final blocks behind it reads ranges instead of following. */
    static final int BACKFILL_ABOVE = 30;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT_LEASE = Duration.ofSeconds(1);
    private static final int BLOCKS_A_RANGE = 20;

    /** Some hundred of them are as long as nobody asks again about blocks that were fetched. */
    private static final Duration A_WHILE = Duration.ofSeconds(40);

    private final DevChain chain;
    private final Network network;
    private final IndexStatusRegistry board = new IndexStatusRegistry();
    private final AtomicLong passed = new AtomicLong();
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
        ProgressReporter progressReporter = TestIndexers.reporter(network, board, node.health());
        IndexerFactory.Lasting lasting =
                new IndexerFactory.Lasting(Thread.ofVirtual()::start, new SuspectRange(Duration.ZERO), this::nanoTime);
        IndexerLoop loop = new IndexerLoop(
                network,
                config,
                progressReporter,
                new NodeRecoveryProbe(node::unrepeated),
                () -> TestIndexers.indexer(
                        network,
                        node,
                        TestStores.open(network, headChanged -> {}, lease),
                        progressReporter,
                        config,
                        BLOCKS_A_RANGE,
                        lasting));
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

    boolean isAt(long block) {
        return status().flatMap(IndexStatus::indexed)
                .filter(indexed -> indexed.number() >= block)
                .isPresent();
    }

    boolean isIn(IndexState indexState) {
        return status().filter(status -> status.state() == indexState).isPresent();
    }

    /** Waits until the index calls itself complete at the chain's head, and holds all in it against the contracts. */
    void catchesUpWithoutADifference() throws InterruptedException {
        catchesUpWithoutADifference(chain);
    }

    /** @param fork the same with another node of the chain */
    void catchesUpWithoutADifference(DevChain fork) throws InterruptedException {
        assertThat(differencesAtTheHead(fork)).isEmpty();
        assertThat(TestStores.identityBreaks(network)).isEmpty();
    }

    /** The same after the last look at each block that the chain has now, an hour after they were fetched. */
    void isRightInTheEnd() throws InterruptedException {
        long head = chain.block("latest").number();
        for (long again = -1; again < fetchedAgain(); ) {
            again = fetchedAgain();
            long seen = again;
            await("the last look at block " + head, () -> {
                passed.addAndGet(A_WHILE.toNanos());
                return isLookedTo(head) || fetchedAgain() > seen;
            });
        }
        catchesUpWithoutADifference();
    }

    private long nanoTime() {
        return System.nanoTime() + passed.get();
    }

    private boolean isLookedTo(long block) {
        return status().filter(status -> status.lookedTo().orElse(0) >= block).isPresent();
    }

    /** How often logs were found to have been left out. */
    long fetchedAgain() {
        return status().map(status -> status.counts().getOrDefault("FETCHED_AGAIN", 0L))
                .orElse(0L);
    }

    /** Waits until the index calls itself complete at the chain's head: what is wrong in it then. */
    List<String> differencesAtTheHead() throws InterruptedException {
        return differencesAtTheHead(chain);
    }

    private List<String> differencesAtTheHead(DevChain fork) throws InterruptedException {
        JsonNode truth = fork.truth();
        await(
                "block " + truth.get("blockHash"),
                () -> isCompleteAt(truth.get("blockHash").asText()));
        return TruthComparison.compare(truth, TestStores.statement(network), network.diamond())
                .differences();
    }

    /** What stands in the tables came from the real chain, and adds up, however far it is. */
    void showsNothingWrong() {
        assertThat(TestStores.identityBreaks(network)).isEmpty();
        TestStores.stores()
                .read(network.name(), networkReads -> networkReads.head())
                .ifPresent(head -> {
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
