package dev.morlens.indexer.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.indexer.NetworkIndexer;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.indexer.post.BatchPoster;
import dev.morlens.indexer.post.ClaimEvidenceReader;
import dev.morlens.indexer.post.LedgerStateLoader;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.store.write.NetworkFacts;
import dev.morlens.store.write.RebuildStore;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.TestDatabase;
import dev.morlens.testing.truth.TruthComparison;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random life on a real EVM chain over all three contract versions, with reorganisations in the middle of it: every
 * address, session and hold row is what the contracts' own views and storage say at the same block.
 */
class ExactnessTest {

    private final IndexStatusRegistry board = new IndexStatusRegistry();
    private int compared;

    @Test
    void everyFigureIsTheContractsThroughUpgradesAndReorganisations() {
        long seed = Counts.seed("ExactnessTest");
        Random random = new Random(seed);
        int reorganisations = Counts.of(20);
        int rounds = 3 * reorganisations;
        String[] options = random.nextBoolean() ? new String[] {"--multicall3"} : new String[0];
        try (DevChain chain = DevChain.start(seed, options)) {
            Network network = chain.network(TestDatabase.networkName());
            LedgerStore store = TestStores.open(network);
            NetworkIndexer indexer = indexer(network, chain, store);
            for (int round = 0; round < rounds; round++) {
                upgrade(chain, round, rounds);
                chain.play(Counts.of(2_100) / rounds);
                if (round % 3 == 1) {
                    TestIndexers.catchUp(indexer);
                    chain.reorganise(1 + random.nextInt(Math.min(30, 3 + 6 * round)));
                }
                TestIndexers.catchUp(indexer);
                if (round % 10 == 9) {
                    compare(chain, network);
                }
            }
            chain.ask("scenario", Map.of("name", "equal-debts", "count", Counts.of(1_000)));
            TestIndexers.catchUp(indexer);
            compare(chain, network);
            assertThat(TestStores.identityBreaks(network)).isEmpty();
            assertThat(board.of(network.name()).orElseThrow().completeness())
                    .isEqualTo(IndexStatus.Completeness.AGREES);
            eachPaymentIsInItsBlock(chain, network);
            freshIndexIsTheSame(chain, network, store);
            for (long blocks : List.of(1L, 7L, 500L, Long.MAX_VALUE)) {
                batchesOfAnySizeGiveTheSame(chain, network, blocks);
            }
            withoutOldStatesTheHeadIsTheSame(chain);
            rebuildIsTheSame(network, store);
            whatAnOlderVersionDerivedIsDerivedAnew(chain, network, store);
            Counts.say("exactness: seed %d, %d actions, %d reorganisations, %d figures compared, 0 differences"
                    .formatted(seed, Counts.of(2_100), reorganisations, compared));
        }
    }

    private static void upgrade(DevChain chain, int round, int rounds) {
        if (round == rounds / 3) {
            chain.upgrade("daylock");
        } else if (round == 2 * rounds / 3) {
            chain.upgrade("pool");
        }
    }

    private NetworkIndexer indexer(Network network, DevChain chain, LedgerStore store) {
        return TestIndexers.indexer(network, node(chain, network), store, board, Map.of("backfill-above", "40"));
    }

    private void compare(DevChain chain, Network network) {
        JsonNode truth = chain.truth();
        assertThat(truth.get("problems")).isEmpty();
        TruthComparison.Result result =
                TruthComparison.compare(truth, TestStores.statement(network), network.diamond());
        assertThat(result.differences()).as("at block " + truth.get("block")).isEmpty();
        compared += result.compared();
    }

    /** Backfilled in one go from the final chain. */
    private void freshIndexIsTheSame(DevChain chain, Network followed, LedgerStore live) {
        Network network = chain.network(TestDatabase.networkName());
        LedgerStore store = TestStores.open(network);
        TestIndexers.catchUp(indexer(network, chain, store));
        compare(chain, network);
        assertThat(store.checksums()).containsEntry("balances", live.checksums().get("balances"));
        sameTables(followed, network, "backfilled");
    }

    /** What the contract says was collected of a session rises in just those blocks in which we say that it was. */
    private static void eachPaymentIsInItsBlock(DevChain chain, Network network) {
        SessionReader sessions = new SessionReader(node(chain, network), network.diamond());
        TestStores.paidByBlock(network).forEach((block, paid) -> {
            Map<SessionId, ContractSession> before = sessions.states(new BlockId.Numbered(block - 1), paid.keySet());
            Map<SessionId, ContractSession> after = sessions.states(new BlockId.Numbered(block), paid.keySet());
            Map<SessionId, Wei> risen = new HashMap<>();
            after.forEach((id, state) -> risen.put(
                    id,
                    state.providerWithdrawn()
                            .minus(Optional.ofNullable(before.get(id))
                                    .map(ContractSession::providerWithdrawn)
                                    .orElse(Wei.ZERO))));
            assertThat(paid).as("collected in block " + block).isEqualTo(risen);
        });
    }

    private static Node node(DevChain chain, Network network) {
        return Nodes.connect(NodeConfigs.real(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
    }

    /** Not even a claim, which has no event, is taken for another session's where many are posted at once. */
    private void batchesOfAnySizeGiveTheSame(DevChain chain, Network followed, long blocks) {
        Network network = chain.network(TestDatabase.networkName());
        LedgerStore store = TestStores.open(network);
        TestIndexers.write(network, node(chain, network), store, blocks);
        compare(chain, network);
        sameTables(followed, network, "in batches of " + blocks + " blocks");
    }

    /** Which of several claims came first is not known then, and that is counted. */
    private void withoutOldStatesTheHeadIsTheSame(DevChain chain) {
        Network network = chain.network(TestDatabase.networkName());
        LedgerStore store = TestStores.open(network);
        Node node = node(chain, network);
        Node pruned = (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, questions) -> {
                    if (method.getName().equals("call") && questions[0] instanceof BlockId.Numbered) {
                        throw new HistoryMissingException("missing trie node");
                    }
                    return method.invoke(node, questions);
                });
        TestIndexers.write(network, pruned, store, Long.MAX_VALUE);
        compare(chain, network);
        assertThat(store.anomalyCounts().get("CLAIM_UNSETTLED")).isPositive();
        rebuildIsTheSame(network, store);
        TestStores.edit(network, "update checkpoint set derivation_version = 2");
        rebuild(network, store);
        assertThat(store.anomalyCounts()).as("nobody was asked yet").containsEntry("CLAIM_UNSETTLED", 0L);
    }

    private static void sameTables(Network one, Network other, String how) {
        for (String table : List.of("flows", "holds", "payout_facts", "anomalies")) {
            assertThat(TestStores.differences(one, other, table))
                    .as("%s %s", table, how)
                    .isEmpty();
        }
    }

    private static void rebuildIsTheSame(Network network, LedgerStore store) {
        Map<String, String> before = store.checksums();
        rebuild(network, store);
        assertThat(store.checksums()).isEqualTo(before);
    }

    /** As the command does, without a node. */
    private static void rebuild(Network network, LedgerStore store) {
        NetworkFacts facts = store.facts().orElseThrow();
        RebuildStore beside = store.rebuild();
        Contracts contracts = new Contracts(network.diamond(), facts.fundingAccount());
        long logs = new Rebuilder(network, contracts, beside, 1_000, Rebuilder.CHUNK, Optional.empty()).derive();
        assertThat(logs).isPositive();
        beside.swap(store.derivation().orElseThrow());
    }

    /** As the version that guessed above 500 sessions left it: a claim is with the wrong one of two that owe the same. */
    private void whatAnOlderVersionDerivedIsDerivedAnew(DevChain chain, Network network, LedgerStore store) {
        Map<String, String> before = store.checksums();
        assertThat(TestStores.edit(network, """
                with swapped as (
                    select p.session_id old, lead(p.session_id) over (order by p.session_id) new
                    from payout_facts p join flows f using (block, log_index) where f.amount = 6000000000000000)
                update payout_facts p set session_id = s.new from swapped s
                where p.session_id = s.old and s.new is not null
                """)).isPositive();
        TestStores.edit(network, "update payout_facts set certain = false");
        TestStores.edit(
                network,
                "update sessions set provider_paid = provider_owed, provider_owed = provider_paid"
                        + " where provider_owed > 0");
        TestStores.edit(network, "update checkpoint set derivation_version = 2");
        assertThat(store.checksums()).isNotEqualTo(before);
        ProgressReporter progressReporter = TestIndexers.reporter(network, board, List::of);
        SessionReader sessions = new SessionReader(node(chain, network), network.diamond());
        Contracts contracts =
                new Contracts(network.diamond(), store.facts().orElseThrow().fundingAccount());
        DerivationUpgrade upgrade = new DerivationUpgrade(
                network.name(),
                store,
                () -> new Rebuilder(
                        network,
                        contracts,
                        store.rebuild(),
                        1_000,
                        200,
                        Optional.of(new ClaimEvidenceReader(sessions))),
                new BatchPoster(contracts, new LedgerStateLoader(store::load), sessions, 1_000),
                progressReporter,
                System::nanoTime);
        BlockRef head = store.checkpoint().orElseThrow();
        assertThat(upgrade.work(head, Duration.ZERO)).isTrue();
        progressReporter.following();
        assertThat(board.of(network.name()).orElseThrow().message().orElseThrow())
                .contains("derived anew", " of " + head.number());
        while (upgrade.work(head, Duration.ZERO)) {
            assertThat(store.checksums()).isNotEqualTo(before);
        }
        progressReporter.following();
        assertThat(board.of(network.name()).orElseThrow().message()).isEmpty();
        assertThat(store.checksums()).isEqualTo(before);
        assertThat(store.derivation()).hasValue(LedgerStore.DERIVATION_VERSION);
        compare(chain, network);
    }
}
