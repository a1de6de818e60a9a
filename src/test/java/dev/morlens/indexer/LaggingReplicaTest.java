package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.TestDatabase;
import dev.morlens.testing.truth.TruthComparison;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One address with replicas behind it: the one that answers for the latest state has not seen the newest block yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaggingReplicaTest {

    private DevChain chain;
    private Network network;
    private FaultyEndpoint endpoint;
    private NetworkIndexer indexer;

    @BeforeAll
    void begin() {
        chain = DevChain.start(Counts.seed("LaggingReplicaTest"));
        chain.play(30);
        network = chain.network(TestDatabase.networkName());
        endpoint = FaultyEndpoint.before(chain.rpcUrl());
        Node node = Nodes.connect(NodeConfigs.fast(endpoint.url()), network.chainId(), new SimpleMeterRegistry())
                .node();
        indexer = TestIndexers.indexer(
                network, node, TestStores.open(network), new IndexStatusRegistry(), Map.of("backfill-above", "50"));
        TestIndexers.catchUp(indexer);
        endpoint.behave(NodeTroubles.statesLagging(1));
    }

    @AfterAll
    void end() {
        endpoint.close();
        chain.close();
    }

    @Test
    void aClaimInTheNewestBlockIsNotTakenForAWithdrawalOfFees() {
        chain.scenario("claim-within-limit");
        TestIndexers.catchUp(indexer);

        TruthComparison.Result result =
                TruthComparison.compare(chain.truth(), TestStores.statement(network), network.diamond());
        assertThat(result.differences()).isEmpty();
    }

    @Test
    void aReplicaThatHasTheNewestStateOnlyLaterIsAskedAgain() {
        endpoint.behave(NodeTroubles.statesComeLate(2));
        try {
            chain.scenario("running-session");
            TestIndexers.catchUp(indexer);
        } finally {
            endpoint.behave(NodeTroubles.statesLagging(1));
        }

        TruthComparison.Result result =
                TruthComparison.compare(chain.truth(), TestStores.statement(network), network.diamond());
        assertThat(result.differences()).isEmpty();
    }

    @Test
    void whetherACloseInTheNewestBlockWasDisputedIsKnown() {
        SessionId id = SessionId.of(
                chain.scenario("direct-disputed").get("made").get("session").asText());
        TestIndexers.catchUp(indexer);

        assertThat(TestStores.statement(network).sessions())
                .filteredOn(session -> session.id().equals(id))
                .singleElement()
                .extracting(Session::closeoutType)
                .isEqualTo(OptionalInt.of(1));
    }
}
