package dev.morlens.position.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.StaleReason;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.store.feed.IndexStatus.Completeness;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.IndexStatuses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotReaderTest {

    private static final Instant NOW = Instant.parse("2026-08-02T12:00:00Z");

    private final IndexStatusRegistry board = new IndexStatusRegistry();
    private final SnapshotReader snapshotReader = heads(Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "FOLLOWING, 1,",
        "FOLLOWING, 11, INDEXER_SILENT",
        "CATCHING_UP, 11, INDEXER_SILENT",
        "BACKFILLING, 60, READING_HISTORY",
        "STARTING, 60,",
        "NODE_UNREACHABLE, 1, NODE_UNREACHABLE",
        "STOPPED, 1, STOPPED"
    })
    void answersAreStaleOnceTheIndexerIsOutOfTouchWithTheChain(
            IndexState indexState, int secondsAgo, StaleReason reason) {
        board.post(IndexStatuses.notBegun("local", indexState, NOW.minusSeconds(secondsAgo)));
        assertThat(snapshotReader.staleBecause("local")).isEqualTo(Optional.ofNullable(reason));
        assertThat(snapshotReader.asOf("local", at(0)).stale()).isEqualTo(reason != null);
    }

    /** How old the indexed block and the node's newest one are, in whatever state the indexer calls itself. */
    @ParameterizedTest
    @CsvSource({
        "FOLLOWING, 1, 0,",
        "FOLLOWING, 15, 0,",
        "FOLLOWING, 16, 0, CATCHING_UP",
        "CATCHING_UP, 900, 1, CATCHING_UP",
        "STARTING, 16, 16, HEAD_OLD",
        "FOLLOWING, 16, 16, HEAD_OLD",
        "FOLLOWING, 15, 15,",
        "FOLLOWING, -3600, -3600,"
    })
    void anIndexThatIsBehindTheNodeOrTheClockSaysSoInEveryState(
            IndexState indexState, int indexedAge, int headAge, StaleReason reason) {
        board.post(IndexStatuses.at("local", indexState, Optional.of(at(indexedAge)), Optional.of(at(headAge)), NOW));
        assertThat(snapshotReader.staleBecause("local")).isEqualTo(Optional.ofNullable(reason));
        assertThat(snapshotReader.asOf("local", at(indexedAge)).stale()).isEqualTo(reason != null);
        assertThat(snapshotReader.isOld("local", at(indexedAge)))
                .as("a block that a node tells")
                .isEqualTo(reason != null);
    }

    @ParameterizedTest
    @CsvSource({"UNCHECKED, false", "AGREES, false", "DIFFERS, true"})
    void noAnswerLooksCertainWhileTheSumsDifferFromTheChains(Completeness completeness, boolean stale) {
        board.post(IndexStatuses.following("local", completeness, NOW));
        assertThat(snapshotReader.asOf("local", new BlockRef(7, Hash.ZERO, NOW)).stale())
                .isEqualTo(stale);
    }

    @Test
    void whereNobodyIndexesHereTheClockAloneTells() {
        assertThat(snapshotReader.staleBecause("other")).isEmpty();
        assertThat(snapshotReader.asOf("other", at(59)).stale()).isFalse();
        assertThat(snapshotReader.asOf("other", at(61)).stale()).isTrue();
    }

    @Test
    void howOldABlockMayBeCanBeConfigured() {
        board.post(IndexStatuses.at("local", IndexState.FOLLOWING, Optional.of(at(90)), Optional.of(at(90)), NOW));
        assertThat(heads(Optional.of(Duration.ofMinutes(2)))
                        .asOf("local", at(90))
                        .stale())
                .isFalse();
        assertThat(heads(Optional.of(Duration.ofMinutes(1)))
                        .asOf("local", at(90))
                        .stale())
                .isTrue();
    }

    private SnapshotReader heads(Optional<Duration> configured) {
        return new SnapshotReader(new FakeStores(), board, network -> configured, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static BlockRef at(int secondsAgo) {
        return new BlockRef(7, Hash.ZERO, NOW.minusSeconds(secondsAgo));
    }
}
