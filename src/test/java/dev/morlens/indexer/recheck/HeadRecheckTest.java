package dev.morlens.indexer.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.MergedLogs;
import dev.morlens.testing.chain.ChainBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadRecheckTest {

    private static final MergedLogs NO_LOGS = MergedLogs.joined(List.of());

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final BlockRef head = ChainBuilder.genesis().addEmpty(30).head().ref();
    private long now;
    private final HeadRecheck recheck = new HeadRecheck(INTERVAL, () -> 500, () -> now);

    @Test
    void blocksAreAskedAboutOnceTheyAreOldEnoughAllAsOneRange() {
        recheck.followed(new BlockRange(10, 14));
        passSeconds(1);
        recheck.followed(new BlockRange(15, 19));
        assertThat(recheck.due(head)).isEmpty();

        passSeconds(9);
        assertThat(recheck.due(head)).contains(new BlockRange(10, 14));
        recheck.done(new BlockRange(10, 14), NO_LOGS);
        passSeconds(9);
        assertThat(recheck.due(head)).as("asked too lately").isEmpty();
        passSeconds(1);
        assertThat(recheck.due(head)).contains(new BlockRange(15, 19));
    }

    @Test
    void whatIsNotDoneIsDueAgainAndOneQuestionCoversWhatEveryEndpointTakes() {
        recheck.followed(new BlockRange(2, 701));

        passSeconds(10);
        assertThat(recheck.due(head)).contains(new BlockRange(2, 501));
        passSeconds(10);
        assertThat(recheck.due(head)).contains(new BlockRange(2, 501));
        recheck.done(new BlockRange(2, 501), NO_LOGS);
        passSeconds(10);
        assertThat(recheck.due(head)).contains(new BlockRange(502, 701));
    }

    @Test
    void blocksThatWereTakenBackAreAskedAboutAfterTheyWereFollowedAnew() {
        recheck.followed(new BlockRange(10, 14));
        recheck.followed(new BlockRange(15, 20));
        recheck.undone(14);
        passSeconds(10);
        assertThat(recheck.due(head)).contains(new BlockRange(10, 14));

        recheck.undone(9);
        passSeconds(10);
        assertThat(recheck.due(head)).isEmpty();
    }

    @Test
    void anAnswerAboutSomeBlocksIsNoneAboutOlderOnes() {
        recheck.followed(new BlockRange(10, 20));
        recheck.done(new BlockRange(16, 20), NO_LOGS);
        passSeconds(10);
        assertThat(recheck.due(head)).contains(new BlockRange(10, 20));
    }

    private void passSeconds(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
