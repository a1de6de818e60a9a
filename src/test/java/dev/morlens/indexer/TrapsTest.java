package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.TestDatabase;
import dev.morlens.testing.truth.TruthComparison;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Situations in which the rules of docs/protocol.md matter, staged on a real EVM chain and indexed: every figure is the
 * contracts'. Those that a version has are staged in each version.
 */
class TrapsTest {

    private static final long SEED = 19;

    /** Hundreds of sessions each: staged once, in the version whose view they deceive. */
    private static final Set<String> SLOW = Set.of("many-holds");

    private static DevChain chain;
    private static Network network;
    private static NetworkIndexer indexer;

    @BeforeAll
    static void begin() {
        chain = DevChain.start(SEED);
        chain.play(30);
        network = chain.network(TestDatabase.networkName());
        LedgerStore store = TestStores.open(network);
        Node node = Nodes.connect(NodeConfigs.fast(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        indexer = TestIndexers.indexer(network, node, store, new IndexStatusRegistry(), Map.of("backfill-above", "50"));
    }

    @AfterAll
    static void end() {
        chain.close();
    }

    @TestFactory
    List<DynamicTest> everyTrapIsAccountedForAsTheContractsDo() {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> names = chain.scenarios();
        assertThat(names).hasSizeGreaterThan(20);
        for (String version : List.of("classic", "daylock", "pool")) {
            tests.add(DynamicTest.dynamicTest("upgrade to " + version, () -> upgrade(version)));
            names.stream()
                    .filter(name -> version.equals("pool") || !SLOW.contains(name))
                    .filter(name -> version.equals("pool") || !name.matches("(pool|settlement).*"))
                    .forEach(name -> tests.add(DynamicTest.dynamicTest(version + ": " + name, () -> stage(name))));
        }
        return tests;
    }

    private static void upgrade(String version) {
        if (!version.equals("classic")) {
            chain.upgrade(version);
        }
        compare();
    }

    private static void stage(String name) {
        JsonNode made = chain.scenario(name);
        assertThat(made.has("made")).as("what it made").isTrue();
        compare();
    }

    private static void compare() {
        TestIndexers.catchUp(indexer);
        TruthComparison.Result result =
                TruthComparison.compare(chain.truth(), TestStores.statement(network), network.diamond());
        assertThat(result.differences()).isEmpty();
        assertThat(result.compared()).isPositive();
    }
}
