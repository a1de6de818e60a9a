package dev.morlens.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.read.PastBalances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times below the picture. */
class ChartTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:30Z");

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT2S", "PT40S", "PT1M", "PT2M59S", "PT3M", "PT1H", "P1D", "P400D"})
    void noTwoLabelsReadTheSameHoweverShortTheHistoryIs(String length) {
        List<String> times = times(Duration.parse(length));
        assertThat(times).hasSizeBetween(2, 3).doesNotHaveDuplicates();
    }

    @Test
    void aHistoryOfMinutesIsToldBySeconds() {
        assertThat(times(Duration.ofSeconds(40)))
                .containsExactly("25 Nov 2026, 11:59:50 UTC", "25 Nov 2026, 12:00:10 UTC", "25 Nov 2026, 12:00:30 UTC");
        assertThat(times(Duration.ofHours(2)))
                .containsExactly("25 Nov 2026, 10:00 UTC", "25 Nov 2026, 11:00 UTC", "25 Nov 2026, 12:00 UTC");
    }

    private static List<String> times(Duration length) {
        Map<Bucket, Wei> balances = Map.of(Bucket.WALLET, Wei.of(1));
        List<PastBalances> points = List.of(
                new PastBalances(new BlockRef(1, new Hash(0, 0, 0, 1), NOW.minus(length)), balances),
                new PastBalances(new BlockRef(2, new Hash(0, 0, 0, 2), NOW), balances));
        return Chart.of(points, NOW).times();
    }
}
