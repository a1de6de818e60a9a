package dev.morlens.indexer;

import dev.morlens.protocol.Network;
import dev.morlens.testing.Counts;
import dev.morlens.testing.DevChain;
import dev.morlens.testing.TestDatabase;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.NodeTroubles;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node that fails, in every way that nodes are known to, while the chain goes on: nothing that the index holds is
 * wrong meanwhile, and when the node is well again the index is the contracts', without a hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeFaultsTest {

    private static final int OFTEN = 3;

    private final long seed = Counts.seed("NodeFaultsTest");
    private DevChain chain;

    @BeforeAll
    void play() {
        chain = DevChain.start(seed);
        chain.play(60);
    }

    @AfterAll
    void stop() {
        chain.close();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("times out", NodeTroubles.slowerThan(Duration.ofMillis(500))),
                Arguments.of("500", NodeTroubles.status(500)),
                Arguments.of("503", NodeTroubles.status(503)),
                Arguments.of("429", NodeTroubles.tooManyRequests()),
                Arguments.of("half of the JSON", NodeTroubles.halfJson()),
                Arguments.of("broken off", NodeTroubles.brokenOff()),
                Arguments.of("head going back", NodeTroubles.headGoingBack(6)),
                Arguments.of("lagging", NodeTroubles.lagging(20)),
                Arguments.of("empty logs", NodeTroubles.noLogs()),
                Arguments.of("pruned states", NodeTroubles.prunedStates()));
    }

    @ParameterizedTest(name = "{0}, while following")
    @MethodSource("troubles")
    void failsWhileFollowing(String name, Fault fault) throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl());
                RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
            indexer.catchesUpWithoutADifference();
            endpoint.behave(fault);
            chain.play(12);
            disturb(endpoint, indexer);
            indexer.showsNothingWrong();
            chain.reorganise(3);
            endpoint.behave(Fault.NONE);
            indexer.catchesUpWithoutADifference();
        }
    }

    @ParameterizedTest(name = "{0}, while backfilling")
    @MethodSource("troubles")
    void failsWhileBackfilling(String name, Fault fault) throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl())) {
            endpoint.behave(NodeTroubles.everyNth(3, fault));
            try (RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
                disturb(endpoint, indexer);
                indexer.showsNothingWrong();
                endpoint.behave(Fault.NONE);
                indexer.catchesUpWithoutADifference();
            }
        }
    }

    private static void disturb(FaultyEndpoint endpoint, RunningIndexer indexer) throws InterruptedException {
        indexer.await("the fault to be met", () -> endpoint.disturbed() >= OFTEN);
    }
}
