package dev.morlens.indexer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A look a second at a chain whose blocks have whole seconds as their time. */
class BlockTimeMeterTest {

    private static final Instant START = Instant.parse("2026-11-05T17:50:00Z");

    private final BlockTimeMeter meter = new BlockTimeMeter(Duration.ofSeconds(1), Optional.empty());
    private long millis;
    private long number = 1_000;

    @ParameterizedTest
    @CsvSource({"200, 15", "2000, 15", "12000, 63"})
    void theTimeOfABlockIsMeasuredAndHowOldOneMayBeFollows(long block, long limit) {
        look(block, 120);
        assertThat(meter.timing().block().orElseThrow().toMillis()).isBetween(block * 9 / 10, block * 11 / 10);
        assertThat(meter.timing().staleAfter().toSeconds()).isBetween(limit - 5, limit + 5);
    }

    @Test
    void beforeEnoughHeadsWereSeenNothingIsSaidAndTheLeastLimitHolds() {
        look(200, 3);
        assertThat(meter.timing().block()).isEmpty();
        assertThat(meter.timing().staleAfter()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void afterTheChangeOfSpeedTheNewOneCountsWithinAMinuteOrTwo() {
        look(2_000, 120);
        look(200, 90);
        assertThat(meter.timing().block().orElseThrow().toMillis()).isBetween(180L, 220L);
    }

    @Test
    void someWrongTimesAndHeadsThatGoBackChangeNothing() {
        look(200, 30);
        for (Instant wrong : new Instant[] {Instant.EPOCH, START.plus(Duration.ofDays(20_000_000)), Instant.EPOCH}) {
            number++;
            meter.saw(new BlockRef(number, Hash.ZERO, wrong));
            look(200, 12);
        }
        meter.saw(new BlockRef(number - 100_000, Hash.ZERO, START));
        assertThat(meter.timing().block().orElseThrow().toMillis()).isBetween(180L, 220L);
    }

    @Test
    void aConfiguredLimitIsTheLimit() {
        BlockTimeMeter told = new BlockTimeMeter(Duration.ofSeconds(1), Optional.of(Duration.ofDays(9)));
        assertThat(told.timing().staleAfter()).isEqualTo(Duration.ofDays(9));
    }

    private void look(long block, int seconds) {
        long first = number - millis / block;
        for (int i = 0; i < seconds; i++) {
            millis += 1_000;
            number = first + millis / block;
            meter.saw(new BlockRef(number, Hash.ZERO, START.plusSeconds(millis / block * block / 1_000)));
        }
    }
}
