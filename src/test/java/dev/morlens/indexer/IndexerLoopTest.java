package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.store.DatabaseDownException;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.StatusBoard;
import dev.morlens.testing.replay.ReplayContracts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IndexerLoopTest {

    /** With pauses that double, so many tries would take 41 s; 30 are waited. */
    private static final int TRIES = 12;

    @Test
    void aDatabaseThatIsDownIsTriedAgainWithoutLongerPauses() throws InterruptedException {
        var network = ReplayContracts.network();
        StatusBoard board = new StatusBoard();
        Reporter reporter = new Reporter(network.name(), board, List::of);
        CountDownLatch tries = new CountDownLatch(TRIES);
        IndexerLoop loop =
                new IndexerLoop(network, TestIndexers.config(Map.of("retry-delay", "20ms")), reporter, () -> {
                    tries.countDown();
                    throw new DatabaseDownException("the database is starting");
                });
        Thread thread = Thread.ofPlatform().daemon().start(loop);
        try {
            assertThat(tries.await(30, TimeUnit.SECONDS))
                    .as("%d tries, of which %d lack", TRIES, tries.getCount())
                    .isTrue();
            assertThat(board.of(network.name()).orElseThrow().state()).isEqualTo(State.STARTING);
        } finally {
            thread.interrupt();
            thread.join();
        }
    }
}
