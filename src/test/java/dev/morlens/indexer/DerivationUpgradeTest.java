package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.Node;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.LedgerStore;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.NodeConfigs;
import dev.morlens.testing.TestDatabase;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.Scale;
import dev.morlens.testing.replay.SyntheticHistory;
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

    private final StatusBoard board = new StatusBoard();
    private final Network network = ReplayContracts.network(TestDatabase.networkName());
    private final LedgerStore store = TestStores.open(network);
    private final Reporter reporter = TestIndexers.reporter(network, board, List::of);
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
        Bookkeeper bookkeeper = new Bookkeeper(contracts(), new BookLoader(store::load), null, 1_000);
        return new DerivationUpgrade(network.name(), store, rebuilders, bookkeeper, reporter, clock::get);
    }

    private Rebuilder rebuilder(Node node) {
        ClaimReader claims = new ClaimReader(new SessionReader(node, network.diamond()));
        return new Rebuilder(network, contracts(), store.rebuild(), 1_000, 200, Optional.of(claims));
    }

    private Contracts contracts() {
        return new Contracts(network.diamond(), store.facts().orElseThrow().fundingAccount());
    }

    /** The block up to which it says that all is derived. */
    private long shown() {
        reporter.following();
        String message = board.of(network.name()).orElseThrow().message().orElseThrow();
        return Long.parseLong(message.replaceAll("(?s).*block (\\d+) of.*", "$1"));
    }
}
