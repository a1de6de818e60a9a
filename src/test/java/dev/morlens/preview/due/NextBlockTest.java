package dev.morlens.preview.due;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The next block may have the newest block's second, or a later one (docs/protocol.md, P50). */
class NextBlockTest {

    private static final Instant SECOND = Instant.parse("2026-08-01T23:59:50Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-08-02T00:00:00Z");

    private final NextBlock next = new NextBlock(SECOND);

    @Test
    void whatIsDueInTheNewestSecondItselfIsNoLongerInDoubt() {
        assertThat(next.mayReach(SECOND)).isFalse();
        assertThat(next.mayReach(SECOND.plusSeconds(1))).isTrue();
        assertThat(next.mayReach(SECOND.plusSeconds(15))).isTrue();
        assertThat(next.mayReach(SECOND.plusSeconds(16))).isFalse();
    }

    @Test
    void midnightIsAlwaysAmongTheTimesThatMakeADifference() {
        Instant end = SECOND.plusSeconds(3);

        assertThat(next.turns(List.of(end, end, SECOND.plusSeconds(100)))).containsExactly(end, MIDNIGHT);
        assertThat(next.nextChange(Stream.of(end))).contains(end);
    }

    @Test
    void aSimulatedBlockHasALaterSecondThanTheNewestOne() {
        assertThat(next.simulated()).isEqualTo(SECOND.plusSeconds(1));
    }
}
