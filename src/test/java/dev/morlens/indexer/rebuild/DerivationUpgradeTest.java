package dev.morlens.indexer.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.indexer.post.BatchPoster;
import dev.morlens.indexer.post.ClaimEvidenceReader;
import dev.morlens.indexer.post.LedgerStateLoader;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.Counts;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.server.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An index of an older version is derived anew to the end, however often nodes fail and indexers are made again. */
class DerivationUpgradeTest {

    private static final ReplayNode.Manners NEAR = new ReplayNode.Manners(Duration.ZERO, 2_000, 10_000);

    private final IndexStatusRegistry board = new IndexStatusRegistry();
    private final Network network = ReplayContracts.network(TestDatabase.networkName());
    private final LedgerStore store = TestStores.open(network);
    private final ProgressReporter progressReporter = TestIndexers.reporter(network, board, List::of);
    private final AtomicLong clock = new AtomicLong();

    @Test
    void whatWasDerivedIsGoneOnWithByANewIndexerUnlessTheLogsAreOthers() {
        withAnOldIndex(node -> {
            Map<String, String> before = store.checksums();
            BlockRef head = store.checkpoint().orElseThrow();
            assertThat(upgrade(() -> rebuilder(node)).work(head, Duration.ZERO)).isTrue();
            long first = shown();
            assertThat(upgrade(() -> rebuilder(node)).work(head, Duration.ZERO)).isTrue();
            long second = shown();
            assertThat(second).as("by a second indexer").isGreaterThan(first);

            TestStores.edit(
                    network, "update blocks set hash = decode(repeat('77', 32), 'hex') where number = " + second);
            assertThat(upgrade(() -> rebuilder(node)).work(head, Duration.ZERO)).isTrue();
            assertThat(shown()).as("after a reorganisation").isEqualTo(first);

            upgradedToTheEnd(node, head);
            assertThat(store.checksums()).isEqualTo(before);
        });
    }

    private void upgradedToTheEnd(Node node, BlockRef head) {
        while (upgrade(() -> rebuilder(node)).work(head, Duration.ZERO)) {
            assertThat(shown()).isLessThanOrEqualTo(head.number());
        }
        assertThat(store.derivation()).hasValue(LedgerStore.DERIVATION_VERSION);
    }

    @Test
    void afterAFailureItRestsSoThatAuditsAndTheHeadAreServedFirst() {
        withAnOldIndex(node -> {
            AtomicInteger tries = new AtomicInteger();
            DerivationUpgrade upgrade = upgrade(() -> {
                if (tries.incrementAndGet() == 1) {
                    throw new TemporaryNodeException("the budget of this second is used up");
                }
                return rebuilder(node);
            });
            BlockRef head = store.checkpoint().orElseThrow();
            assertThat(upgrade.work(head, Duration.ZERO)).as("more now").isFalse();
            assertThat(upgrade.work(head, Duration.ZERO)).as("while it rests").isFalse();
            assertThat(tries).hasValue(1);

            clock.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(upgrade.work(head, Duration.ZERO)).isTrue();
        });
    }

    private interface Checks {
        void with(Node node);
    }

    private void withAnOldIndex(Checks checks) {
        long seed = Counts.seed("DerivationUpgradeTest");
        try (ReplayNode replay = ReplayNode.start(SyntheticHistory.write(seed, Scale.LARGE.withLogs(3_000)), NEAR)) {
            URI url = URI.create(replay.url());
            Node node = Nodes.connect(NodeConfigs.real(url), network.chainId(), new SimpleMeterRegistry())
                    .node();
            TestIndexers.catchUp(TestIndexers.indexer(network, node, store, board, Map.of(), 2_000));
            TestStores.edit(network, "update checkpoint set derivation_version = 2");
            checks.with(node);
        }
    }

    private DerivationUpgrade upgrade(Supplier<Rebuilder> rebuilders) {
        BatchPoster batchPoster = new BatchPoster(contracts(), new LedgerStateLoader(store::load), null, 1_000);
        return new DerivationUpgrade(network.name(), store, rebuilders, batchPoster, progressReporter, clock::get);
    }

    private Rebuilder rebuilder(Node node) {
        ClaimEvidenceReader claims = new ClaimEvidenceReader(new SessionReader(node, network.diamond()));
        return new Rebuilder(network, contracts(), store.rebuild(), 1_000, 200, Optional.of(claims));
    }

    private Contracts contracts() {
        return new Contracts(network.diamond(), store.facts().orElseThrow().fundingAccount());
    }

    /** The block up to which it says that all is derived. */
    private long shown() {
        progressReporter.following();
        String message = board.of(network.name()).orElseThrow().message().orElseThrow();
        return Long.parseLong(message.replaceAll("(?s).*block (\\d+) of.*", "$1"));
    }
}
