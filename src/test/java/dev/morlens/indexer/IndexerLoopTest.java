package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.indexer.fetch.NodeRecoveryProbe;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.DatabaseDownException;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.replay.ReplayContracts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class IndexerLoopTest {

    /** With pauses that double, so many tries would take 41 s; 30 are waited. */
    private static final int TRIES = 12;

    private final Network network = ReplayContracts.network();
    private final IndexStatusRegistry board = new IndexStatusRegistry();
    private final FakeNode node = new FakeNode(ChainBuilder.genesis());
    private final NodeRecoveryProbe probe = new NodeRecoveryProbe(() -> node);

    @Test
    void aDatabaseThatIsDownIsTriedAgainWithoutLongerPauses() throws InterruptedException {
        assertThat(areTried(new DatabaseDownException("the database is starting"), Duration.ofSeconds(30)))
                .isTrue();
        assertThat(board.of(network.name()).orElseThrow().state()).isEqualTo(IndexState.STARTING);
    }

    @Test
    void whatIsInAnotherIndexersHandsIsTriedAgainAfterLongerAndLongerPauses() throws InterruptedException {
        assertThat(areTried(new StoreUnavailableException("another has the lease"), Duration.ofMillis(500)))
                .isFalse();
    }

    /** With pauses that double, so many questions would take hours. */
    @Test
    void aNodeThatIsSilentIsAskedOneCheapQuestionAtEqualIntervalsAndNothingIsBegunBeforeItAnswers()
            throws InterruptedException {
        node.faults().failNext(40);
        assertThat(areTried(2, new TemporaryNodeException("nobody is there"), Duration.ofSeconds(30)))
                .isTrue();
        assertThat(node.requests()).as("40 in vain and one that was answered").isBetween(41, 42);
        assertThat(board.of(network.name()).orElseThrow().state()).isEqualTo(IndexState.NODE_UNREACHABLE);
    }

    /** Longer than the tests are given, each question hangs until it is given up; then one is answered at once. */
    @Test
    void aNodeThatLetQuestionsHangIsAskedAnewWhileTheyStillHang() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        NodeRecoveryProbe hanging = new NodeRecoveryProbe(() -> {
            if (asked.incrementAndGet() < 3) {
                LockSupport.park();
                throw new TemporaryNodeException("given up");
            }
            return node;
        });
        assertThat(hanging.wasSilent(Duration.ofMillis(20), why -> {})).isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void whereTheNodeAnswersAtOnceWhatFailsIsLeftAloneForLongerAndLonger() throws InterruptedException {
        assertThat(areTried(TRIES, new TemporaryNodeException("a contradiction"), Duration.ofMillis(500)))
                .isFalse();
        assertThat(areTried(TRIES, new RefusedByNodeException("payment required"), Duration.ofMillis(500)))
                .isFalse();
    }

    private boolean areTried(StoreUnavailableException failure, Duration time) throws InterruptedException {
        return areTried(TRIES, failure, time);
    }

    /** Whether so many tries come in that time. */
    private boolean areTried(int times, RuntimeException failure, Duration time) throws InterruptedException {
        ProgressReporter progressReporter = TestIndexers.reporter(network, board, List::of);
        CountDownLatch tries = new CountDownLatch(times);
        IndexerLoop loop = new IndexerLoop(
                network, TestIndexers.config(Map.of("retry-delay", "20ms")), progressReporter, probe, () -> {
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
