package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.testing.ChainBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecondLookTest {

    private static final BlockRef HEAD = ChainBuilder.genesis().head().ref();

    private final SecondLook look = new SecondLook(header -> true, Duration.ZERO);

    @Test
    void whatIsNotDoneIsDueAgain() {
        look.doubt(new BlockRange(10, 20));

        assertThat(look.due(HEAD)).contains(new BlockRange(10, 20));
        assertThat(look.due(HEAD)).contains(new BlockRange(10, 20));
        look.done(new BlockRange(10, 20));
        assertThat(look.due(HEAD)).isEmpty();
    }

    @Test
    void oneQuestionCoversFiveHundredBlocks() {
        look.doubt(new BlockRange(1, 700));

        assertThat(look.due(HEAD)).contains(new BlockRange(1, 500));
        look.done(new BlockRange(1, 500));
        assertThat(look.due(HEAD)).contains(new BlockRange(501, 700));
    }

    @Test
    void doubtLastsUntilTheLastDoubtedBlockWasLookedAt() {
        look.doubt(new BlockRange(1, 700));
        assertThat(look.isInDoubt()).isTrue();
        look.done(new BlockRange(1, 500));
        assertThat(look.isInDoubt()).isTrue();
        look.done(new BlockRange(501, 700));
        assertThat(look.isInDoubt()).isFalse();
    }

    @Test
    void blocksThatWereTakenBackAreNotAskedAboutAndNotInDoubt() {
        look.doubt(new BlockRange(10, 20));

        look.undone(14);
        assertThat(look.due(HEAD)).contains(new BlockRange(10, 14));
        look.undone(9);
        assertThat(look.due(HEAD)).isEmpty();
        assertThat(look.isInDoubt()).isFalse();
    }

    @Test
    void whatWaitsIsBoundedAndTheOldestGoes() {
        look.doubt(new BlockRange(0, 30_000));

        assertThat(look.due(HEAD)).contains(new BlockRange(20_001, 20_500));
    }
}
