package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.server.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    private static final String HEAD_GOING_BACK = "head going back";
    private static final String LAGGING = "lagging";
    private static final String EMPTY_LOGS = "empty logs";

    /** They answer as if all were well: what they left out is found by looking again. */
    private static final Set<String> UNNOTICED = Set.of(HEAD_GOING_BACK, LAGGING, EMPTY_LOGS);

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
                Arguments.of(HEAD_GOING_BACK, NodeTroubles.headGoingBack(6)),
                Arguments.of(LAGGING, NodeTroubles.lagging(20)),
                Arguments.of(EMPTY_LOGS, NodeTroubles.noLogs()),
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
            recovers(name, indexer);
        }
    }

    /** Not all the time, so that it gets on; logs are asked for too seldom to leave that to chance. */
    static Stream<Arguments> troublesNowAndThen() {
        return troubles().map(trouble -> {
            String name = (String) trouble.get()[0];
            Fault fault = (Fault) trouble.get()[1];
            return Arguments.of(
                    name, name.equals(EMPTY_LOGS) ? NodeTroubles.noLogsNowAndThen() : NodeTroubles.everyNth(3, fault));
        });
    }

    @ParameterizedTest(name = "{0}, while backfilling")
    @MethodSource("troublesNowAndThen")
    void failsWhileBackfilling(String name, Fault fault) throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl())) {
            endpoint.behave(fault);
            try (RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
                indexer.await("the fault to be met", () -> endpoint.disturbed() > 0);
                indexer.showsNothingWrong();
                endpoint.behave(Fault.NONE);
                recovers(name, indexer);
            }
        }
    }

    private static void recovers(String name, RunningIndexer indexer) throws InterruptedException {
        if (UNNOTICED.contains(name)) {
            indexer.isRightInTheEnd();
        } else {
            indexer.catchesUpWithoutADifference();
        }
    }

    private static void disturb(FaultyEndpoint endpoint, RunningIndexer indexer) throws InterruptedException {
        indexer.await("the fault to be met", () -> endpoint.disturbed() >= OFTEN);
    }

    @Test
    void anEndpointThatTurnsToAnotherChainIsRefusedUntilItTurnsBack() throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (DevChain foreign = DevChain.start(seed + 1);
                FaultyEndpoint beside = FaultyEndpoint.before(foreign.rpcUrl());
                FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl());
                RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
            foreign.play(80);
            indexer.catchesUpWithoutADifference();
            endpoint.behave(NodeTroubles.anotherChain(beside, 8453));
            indexer.await(
                    "the foreign chain to be refused",
                    () -> indexer.status()
                            .flatMap(IndexStatus::message)
                            .filter(message -> message.contains("31337") && message.contains("8453"))
                            .isPresent());
            indexer.showsNothingWrong();
            chain.play(10);
            endpoint.behave(Fault.NONE);
            indexer.catchesUpWithoutADifference();
        }
    }

    @Test
    void whereOneOfTwoEndpointsTurnsToALongerForeignChainTheOtherOneIsFollowed() throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (DevChain foreign = DevChain.start(seed + 1);
                FaultyEndpoint beside = FaultyEndpoint.before(foreign.rpcUrl());
                FaultyEndpoint preferred = FaultyEndpoint.before(chain.rpcUrl());
                RunningIndexer indexer = RunningIndexer.start(chain, network, preferred.url(), chain.rpcUrl())) {
            indexer.catchesUpWithoutADifference();
            foreign.play(10);
            foreign.mine(1_000);
            preferred.behave(NodeTroubles.anotherChain(beside, 8453));
            disturb(preferred, indexer);
            chain.play(10);
            indexer.catchesUpWithoutADifference();
        }
    }

    @Test
    void endpointsThatDisagreeAboutTheHeadAndFailInTurnLeaveNoTrace() throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (FaultyEndpoint ahead = FaultyEndpoint.before(chain.rpcUrl());
                FaultyEndpoint behind = FaultyEndpoint.before(chain.rpcUrl());
                RunningIndexer indexer = RunningIndexer.start(chain, network, ahead.url(), behind.url())) {
            ahead.behave(NodeTroubles.everyNth(2, NodeTroubles.status(503)));
            behind.behave(NodeTroubles.lagging(5));
            for (int round = 0; round < 4; round++) {
                chain.play(8);
                chain.reorganise(2);
            }
            indexer.await("both to be asked", () -> ahead.disturbed() >= OFTEN && behind.disturbed() >= OFTEN);
            ahead.behave(Fault.NONE);
            behind.behave(Fault.NONE);
            indexer.catchesUpWithoutADifference();
        }
    }

    @Test
    void aReorganisationBelowFinalityStopsTheIndexLoudlyAndLeavesWhatItHas() throws InterruptedException {
        try (DevChain deep = DevChain.start(seed + 2)) {
            Network network = deep.network(TestDatabase.networkName());
            deep.play(30);
            deep.mine(120);
            try (RunningIndexer indexer = RunningIndexer.start(deep, network, deep.rpcUrl())) {
                indexer.catchesUpWithoutADifference();
                deep.ask("reorg", Map.of("depth", 90, "same", false));
                indexer.await("the stop", () -> indexer.isIn(IndexStatus.IndexState.STOPPED));
                assertThat(indexer.status().orElseThrow().message().orElseThrow())
                        .contains("below its finalized block");
                assertThat(TestStores.identityBreaks(network)).isEmpty();
            }
        }
    }
}
