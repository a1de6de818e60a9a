package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.server.TestDatabase;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two endpoints that stand on different forks at one height and answer in turn, each with the same sessions otherwise: after
 * any such mixture the index is wholly on the fork of whichever goes on answering.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForkedEndpointsTest {

    private static final int ROUNDS = 3;

    /** So many failures of the preferred endpoint, after each of which the other is asked for a second. */
    private static final int TURNS = 3;

    private final long seed = Counts.seed("ForkedEndpointsTest");
    private DevChain chain;
    private DevChain twin;

    @BeforeAll
    void play() {
        chain = DevChain.start(seed);
        twin = DevChain.start(seed);
        chain.play(40);
        twin.play(40);
        assertThat(twin.block("latest")).isEqualTo(chain.block("latest"));
    }

    @AfterAll
    void stop() {
        chain.close();
        twin.close();
    }

    @Test
    void endpointsOnDifferentForksAtOneHeightAreNeverMixed() throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        Random random = new Random(seed);
        Fault down = NodeTroubles.status(503);
        try (FaultyEndpoint beside = FaultyEndpoint.before(twin.rpcUrl());
                FaultyEndpoint first = FaultyEndpoint.before(chain.rpcUrl());
                FaultyEndpoint second = FaultyEndpoint.before(chain.rpcUrl());
                RunningIndexer indexer = RunningIndexer.start(chain, network, first.url(), second.url())) {
            Fault fork = NodeTroubles.anotherFork(beside);
            twin.mine(1);
            for (int round = 0; round < ROUNDS; round++) {
                second.behave(fork);
                first.behave(NodeTroubles.oneIn(3, random, down));
                chain.play(6);
                twin.play(6);
                bringLevel();
                indexer.await("both to be asked", () -> first.disturbed() >= TURNS && second.disturbed() >= TURNS);
                first.behave(round % 2 == 0 ? Fault.NONE : down);
                second.behave(round % 2 == 0 ? down : fork);
                indexer.catchesUpWithoutADifference(round % 2 == 0 ? chain : twin);
            }
            first.behave(Fault.NONE);
            second.behave(Fault.NONE);
            indexer.catchesUpWithoutADifference();
        }
    }

    private void bringLevel() {
        long difference = chain.block("latest").number() - twin.block("latest").number();
        (difference > 0 ? twin : chain).mine((int) Math.abs(difference));
        assertThat(twin.block("latest").number())
                .isEqualTo(chain.block("latest").number());
        assertThat(twin.block("latest")).isNotEqualTo(chain.block("latest"));
    }
}
