package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.testing.ChainBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondLookTest {

    private final List<BlockHeader> headers =
            ChainBuilder.genesis().addEmpty(21_999).headers();
    private final BlockRef head = headers.getLast().ref();
    private final SecondLook look = new SecondLook(header -> header.number() % 2 == 0, Duration.ZERO, () -> 500);

    @Test
    void onlyBlocksWhoseBloomAllowsALogAreAskedAbout() {
        look.followed(headers.subList(11, 16));
        assertThat(look.due(head)).contains(new BlockRange(12, 14));
        look.done(new BlockRange(12, 14));

        look.followed(headers.subList(17, 18));
        assertThat(look.due(head)).isEmpty();
    }

    @Test
    void whatIsNotDoneIsDueAgainAndOneQuestionCoversWhatEveryEndpointTakes() {
        look.followed(headers.subList(2, 701));

        assertThat(look.due(head)).contains(new BlockRange(2, 500));
        assertThat(look.due(head)).contains(new BlockRange(2, 500));
        look.done(new BlockRange(2, 500));
        assertThat(look.due(head)).contains(new BlockRange(502, 700));
    }

    @Test
    void blocksThatWereTakenBackAreNotAskedAbout() {
        look.followed(headers.subList(10, 21));

        look.undone(14);
        assertThat(look.due(head)).contains(new BlockRange(10, 14));
        look.undone(9);
        assertThat(look.due(head)).isEmpty();
    }

    @Test
    void anAnswerAboutSomeBlocksIsNoneAboutOlderOnes() {
        look.followed(headers.subList(10, 21));

        look.done(new BlockRange(16, 20));
        assertThat(look.due(head)).contains(new BlockRange(10, 14));
    }

    @Test
    void whatWaitsIsBoundedAndTheOldestGoesButNotWithoutAWord() {
        SecondLook all = new SecondLook(header -> true, Duration.ZERO, () -> 500);
        all.followed(headers);

        assertThat(all.due(head)).contains(new BlockRange(2_000, 2_499));
        assertThat(all.takeSkipped()).isEqualTo(2_000);
        assertThat(all.takeSkipped()).isZero();
    }
}
