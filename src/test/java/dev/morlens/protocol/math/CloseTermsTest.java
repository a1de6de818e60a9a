package dev.morlens.protocol.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.math.CloseTerms.Holding;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a close holds back by the version in force at it (docs/protocol.md, P24, P25, P26, P51 and P54). */
class CloseTermsTest {

    private static final Instant OPENED = Instant.parse("2026-08-01T22:00:00Z");
    private static final Instant ENDS = Instant.parse("2026-08-02T04:00:00Z");
    private static final Wei PRICE = Wei.of(10);
    private static final Wei STAKE = Wei.of(1_000_000);

    @ParameterizedTest
    @CsvSource({
        "2026-08-01T00:00:00Z, 2026-08-01T00:00:00Z",
        "2026-08-01T23:59:59Z, 2026-08-01T00:00:00Z",
        "2026-08-02T00:00:00Z, 2026-08-02T00:00:00Z"
    })
    void aDayBeginsAtMidnightUtc(Instant time, Instant day) {
        assertThat(DayLock.day(time)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-01T23:00:00Z, 3600",
        "2026-08-02T04:00:00Z, 21600",
        "2026-08-09T00:00:00Z, 21600",
        "2026-08-01T22:00:00Z, 0"
    })
    void costEndsWithTheCloseOrTheSession(Instant closedAt, long seconds) {
        assertThat(Reward.of(OPENED, DayLock.sessionEnd(closedAt, ENDS), PRICE)).isEqualTo(PRICE.times(seconds));
    }

    /** The versions differ from the end of the session to the next midnight, and nowhere else. */
    @ParameterizedTest
    @CsvSource({
        "2026-08-02T03:59:59Z, YES, YES, YES, YES",
        "2026-08-02T04:00:00Z, NO,  YES, YES, UNKNOWN",
        "2026-08-02T23:59:59Z, NO,  YES, YES, UNKNOWN",
        "2026-08-03T00:00:00Z, NO,  NO,  NO,  NO"
    })
    void whetherACloseHoldsDependsOnTheVersion(
            Instant closedAt, Holding classic, Holding dayLock, Holding pool, Holding unknown) {
        assertThat(terms(HoldRule.CLASSIC, closedAt, false).holding()).isEqualTo(classic);
        assertThat(terms(HoldRule.DAY_LOCK, closedAt, false).holding()).isEqualTo(dayLock);
        assertThat(terms(HoldRule.POOL, closedAt, false).holding()).isEqualTo(pool);
        assertThat(terms(HoldRule.UNKNOWN, closedAt, false).holding()).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-01T23:00:00Z, 3600, 2026-08-02T00:00:00Z",
        "2026-08-02T01:00:00Z, 3600, 2026-08-03T00:00:00Z",
        "2026-08-02T09:00:00Z, 14400, 2026-08-03T00:00:00Z",
        "2026-08-03T01:00:00Z, 14400, 2026-08-03T00:00:00Z"
    })
    void theSecondsOfTheEndsOwnDayAreHeldUntilTheMidnightAfterIt(Instant closedAt, long seconds, Instant releaseAt) {
        CloseTerms terms = terms(HoldRule.DAY_LOCK, closedAt, false);

        assertThat(terms.seconds()).isEqualTo(seconds);
        assertThat(terms.stipend()).isEqualTo(PRICE.times(seconds));
        assertThat(terms.releaseAt()).isEqualTo(releaseAt);
    }

    @Test
    void noMoreIsHeldThanIsTheUsers() {
        assertThat(terms(HoldRule.DAY_LOCK, ENDS, false).held(Wei.of(2_000_000)))
                .isEqualTo(STAKE);
        assertThat(terms(HoldRule.DAY_LOCK, ENDS, false).held(Wei.of(5))).isEqualTo(Wei.of(5));
        assertThat(terms(HoldRule.DAY_LOCK, ENDS, true).held(Wei.of(2_000_000)))
                .isEqualTo(STAKE.minus(PRICE.times(21_600)));
    }

    private static CloseTerms terms(HoldRule holdRule, Instant closedAt, boolean direct) {
        return CloseTerms.of(holdRule, OPENED, ENDS, closedAt, STAKE, PRICE, direct);
    }
}
