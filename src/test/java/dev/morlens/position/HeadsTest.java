package dev.morlens.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.store.IndexStatus.Completeness;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.StatusBoard;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.IndexStatuses;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadsTest {

    private static final Instant NOW = Instant.parse("2026-08-02T12:00:00Z");

    private final StatusBoard board = new StatusBoard();
    private final Heads heads = new Heads(new FakeStores(), board, Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "FOLLOWING, 1, false",
        "FOLLOWING, 11, true",
        "BACKFILLING, 60, false",
        "STARTING, 60, false",
        "NODE_UNREACHABLE, 1, true",
        "STOPPED, 1, true"
    })
    void answersAreStaleOnceTheIndexerIsOutOfTouchWithTheChain(State state, int secondsAgo, boolean stale) {
        board.post(IndexStatuses.notBegun("local", state, NOW.minusSeconds(secondsAgo)));
        assertThat(heads.isStale("local")).isEqualTo(stale);
    }

    @ParameterizedTest
    @CsvSource({"FOLLOWING, false", "BACKFILLING, true", "NODE_UNREACHABLE, true"})
    void whatAnIndexSaysThatLacksTheNewestBlocksIsMarked(State state, boolean stale) {
        board.post(IndexStatuses.notBegun("local", state, NOW));
        assertThat(heads.asOf("local", new BlockRef(7, Hash.ZERO, NOW)).stale()).isEqualTo(stale);
    }

    @ParameterizedTest
    @CsvSource({"UNCHECKED, false", "AGREES, false", "DIFFERS, true"})
    void noAnswerLooksCertainWhileTheSumsDifferFromTheChains(Completeness completeness, boolean stale) {
        board.post(IndexStatuses.following("local", completeness, NOW));
        assertThat(heads.asOf("local", new BlockRef(7, Hash.ZERO, NOW)).stale()).isEqualTo(stale);
    }

    @Test
    void aNetworkThatNobodyIndexesHereIsNotCalledStale() {
        assertThat(heads.isStale("other")).isFalse();
    }
}
