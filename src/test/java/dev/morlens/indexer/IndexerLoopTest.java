package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.store.DatabaseDownException;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.StoreUnavailableException;
import dev.morlens.testing.replay.ReplayContracts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IndexerLoopTest {

    /** With pauses that double, so many tries would take 41 s; 30 are waited. */
    private static final int TRIES = 12;

    private final Network network = ReplayContracts.network();
    private final StatusBoard board = new StatusBoard();

    @Test
    void aDatabaseThatIsDownIsTriedAgainWithoutLongerPauses() throws InterruptedException {
        assertThat(areTried(new DatabaseDownException("the database is starting"), Duration.ofSeconds(30)))
                .isTrue();
        assertThat(board.of(network.name()).orElseThrow().state()).isEqualTo(State.STARTING);
    }

    @Test
    void whatIsInAnotherIndexersHandsIsTriedAgainAfterLongerAndLongerPauses() throws InterruptedException {
        assertThat(areTried(new StoreUnavailableException("another has the lease"), Duration.ofSeconds(2)))
                .isFalse();
    }

    /** Whether so many tries come in that time. */
    private boolean areTried(StoreUnavailableException failure, Duration time) throws InterruptedException {
        Reporter reporter = new Reporter(network.name(), board, List::of);
        CountDownLatch tries = new CountDownLatch(TRIES);
        IndexerLoop loop =
                new IndexerLoop(network, TestIndexers.config(Map.of("retry-delay", "20ms")), reporter, () -> {
                    tries.countDown();
                    throw failure;
                });
        Thread thread = Thread.ofPlatform().daemon().start(loop);
        try {
            return tries.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            thread.interrupt();
            thread.join();
        }
    }
}
