package dev.morlens.ledger.book;

import static dev.morlens.ledger.EventScript.MIDNIGHT;
import static dev.morlens.ledger.EventScript.OPENED;
import static dev.morlens.ledger.EventScript.USER;
import static dev.morlens.ledger.EventScript.id;
import static dev.morlens.ledger.EventScript.posting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.protocol.event.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The contract's array of a user's hold rows (docs/protocol.md, P15, P16, P18 and P49). */
class HoldArrayTest {

    private static final Instant NEXT_MIDNIGHT = MIDNIGHT.plus(Duration.ofDays(1));

    private final HoldArray array = new HoldArray(List.of());

    @Test
    void theLastRowMovesIntoThePlaceOfATakenOne() {
        push(1, 10, MIDNIGHT);
        push(2, 20, NEXT_MIDNIGHT);
        push(3, 30, NEXT_MIDNIGHT);

        List<HoldRow> changed = take(10, MIDNIGHT).orElseThrow();

        assertThat(array.rows()).extracting(HoldRow::session).containsExactly(id(3), id(2));
        assertThat(array.rows()).extracting(HoldRow::slot).containsExactly(OptionalInt.of(0), OptionalInt.of(1));
        assertThat(changed).extracting(HoldRow::session).containsExactlyInAnyOrder(id(1), id(3));
    }

    @Test
    void rowsAreTakenFromTheEnd() {
        push(1, 10, MIDNIGHT);
        push(2, 10, MIDNIGHT);

        assertThat(take(10, MIDNIGHT).orElseThrow())
                .extracting(HoldRow::session)
                .containsExactly(id(2));
        assertThat(array.rows()).extracting(HoldRow::session).containsExactly(id(1));
    }

    @Test
    void aRowIsTakenAtTheVerySecondOfItsReleaseAndNotBefore() {
        push(1, 10, MIDNIGHT);

        assertThat(take(10, MIDNIGHT.minusSeconds(1))).isEmpty();
        assertThat(array.size()).isEqualTo(1);
        assertThat(take(10, MIDNIGHT)).isPresent();
        assertThat(array.size()).isZero();
    }

    @Test
    void aClaimThatNoRowsAddUpToTakesNone() {
        push(1, 10, MIDNIGHT);

        assertThat(take(7, MIDNIGHT)).isEmpty();
        assertThat(array.rows()).extracting(HoldRow::session).containsExactly(id(1));
    }

    @Test
    void theArrayIsFoundAgainFromWhatWasPushedAndTaken() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<SessionId, HoldRow> every = new LinkedHashMap<>();
        for (int block = 1; block <= 300; block++) {
            Instant now = OPENED.plus(Duration.ofHours(block));
            if (array.size() == 0 || random.nextInt(3) > 0) {
                keep(every, List.of(array.push(row(block, 1 + random.nextInt(3), now, block))));
            } else {
                keep(every, array.take(lastReleased(now), posting(block, now)).orElse(List.of()));
            }
            assertThat(HoldArray.replay(List.copyOf(every.values())))
                    .as("seed %d, block %d", seed, block)
                    .isEqualTo(array.rows());
        }
        assertThat(every.values()).anyMatch(row -> row.withdrawn().isPresent());
    }

    private static void keep(Map<SessionId, HoldRow> every, List<HoldRow> changed) {
        changed.forEach(row -> every.put(row.session(), row));
    }

    /** What a claim of one row would take. */
    private Wei lastReleased(Instant now) {
        return array.rows().reversed().stream()
                .filter(row -> row.releasedAt(now))
                .map(HoldRow::amount)
                .findFirst()
                .orElse(Wei.of(1_000));
    }

    private void push(int number, long amount, Instant releaseAt) {
        array.push(row(number, amount, releaseAt, number));
    }

    private Optional<List<HoldRow>> take(long amount, Instant now) {
        return array.take(Wei.of(amount), posting(100, now));
    }

    private static HoldRow row(int number, long amount, Instant releaseAt, long block) {
        return new HoldRow(
                id(number),
                USER,
                Wei.of(amount),
                releaseAt,
                posting(block, OPENED),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }
}
