package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.chain.HistoryViews;
import dev.morlens.testing.chain.RealHistory;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.server.TestDatabase;
import dev.morlens.testing.truth.TruthComparison;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The real contracts' own history through decoder, ledger and store, against the truth at each of the five blocks. */
class RealHistoryIndexTest {

    private final RealHistory history = RealHistory.load();
    private final Network network = named(history.network(), 1);
    private final IndexStatusRegistry board = new IndexStatusRegistry();

    @Test
    void everyTruthIsMetWhenTheHistoryIsFollowed() {
        FakeNode node = HistoryViews.node(history);
        LedgerStore store = TestStores.open(network);
        for (long block : history.truthBlocks()) {
            node.headAt(block).calls(new HistoryViews(history, block));
            TestIndexers.catchUp(TestIndexers.indexer(network, node, store, board, Map.of()));
            TruthComparison.Result result =
                    TruthComparison.compare(history.truth(block), TestStores.statement(network), network.diamond());
            assertThat(result.compared()).isGreaterThan(300);
            assertThat(result.differences()).as("at block " + block).isEmpty();
            assertThat(board.of(network.name()).orElseThrow().completeness())
                    .isEqualTo(IndexStatus.Completeness.AGREES);
        }
        assertThat(store.anomalyCounts().values()).allMatch(count -> count == 0);
    }

    @Test
    void theTruthAtTheHeadIsMetWhenTheHistoryIsBackfilledAndItsSumsAgreeWithTheChain() {
        FakeNode node = HistoryViews.node(history).finalizedAt(history.headBlock() - 20);
        LedgerStore store = TestStores.open(network);
        TestIndexers.catchUp(TestIndexers.indexer(network, node, store, board, Map.of()));

        TruthComparison.Result result = TruthComparison.compare(
                history.truth(history.headBlock()), TestStores.statement(network), network.diamond());
        assertThat(result.differences()).isEmpty();
        assertThat(board.of(network.name()).orElseThrow().completeness()).isEqualTo(IndexStatus.Completeness.AGREES);
    }

    @Test
    void aNodeThatTakesFewBlocksAtOnceIsFollowedAllTheSame() {
        long head = history.truthBlocks().getFirst();
        FakeNode node = HistoryViews.node(history).headAt(head).calls(new HistoryViews(history, head));
        node.faults().rangeCap(3);
        LedgerStore store = TestStores.open(network);
        TestIndexers.catchUp(TestIndexers.indexer(network, node, store, board, Map.of()));

        TruthComparison.Result result =
                TruthComparison.compare(history.truth(head), TestStores.statement(network), network.diamond());
        assertThat(result.differences()).isEmpty();
    }

    /** The recorded truth is the head's at any block, so that what is missing is looked for down to the first. */
    @Test
    void logsThatWereLeftOutAreFetchedAgainWhereTheIndexBeginsWithBlockZero() {
        Network fromZero = named(history.network(), 0);
        FakeNode node = HistoryViews.node(history).finalizedAt(history.headBlock() - 20);
        LedgerStore store = TestStores.open(fromZero);
        node.faults().emptyLogsNext(1);
        NetworkIndexer indexer = TestIndexers.indexer(fromZero, node, store, board, Map.of());
        TestIndexers.catchUp(indexer);
        assertThat(board.of(fromZero.name()).orElseThrow().completeness())
                .as("until two answers agree about the blocks near by")
                .isEqualTo(IndexStatus.Completeness.UNCHECKED);
        for (int i = 0;
                i < 100 && store.rechecks().looked().orElseThrow().doubted().isPresent();
                i++) {
            indexer.step();
        }

        IndexStatus status = board.of(fromZero.name()).orElseThrow();
        assertThat(status.counts()).containsEntry("FETCHED_AGAIN", 1L);
        assertThat(status.completeness()).isEqualTo(IndexStatus.Completeness.AGREES);
        TruthComparison.Result result = TruthComparison.compare(
                history.truth(history.headBlock()), TestStores.statement(fromZero), fromZero.diamond());
        assertThat(result.differences()).isEmpty();
    }

    private static Network named(Network recorded, long startBlock) {
        return new Network(
                TestDatabase.networkName(),
                recorded.title(),
                recorded.chainId(),
                recorded.token(),
                recorded.diamond(),
                recorded.explorer(),
                OptionalLong.of(startBlock));
    }
}
