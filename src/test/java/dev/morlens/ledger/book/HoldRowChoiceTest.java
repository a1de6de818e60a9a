package dev.morlens.ledger.book;

import static dev.morlens.ledger.EventScript.MIDNIGHT;
import static dev.morlens.ledger.EventScript.OPENED;
import static dev.morlens.ledger.EventScript.USER;
import static dev.morlens.ledger.EventScript.id;
import static dev.morlens.ledger.EventScript.posting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which released rows a claim took, told by their sum alone (docs/protocol.md, P16). */
class HoldRowChoiceTest {

    @Test
    void theFirstRowsOfTheScanAreTakenIfTheyAddUp() {
        assertThat(chosen(8, 5, 3, 2)).contains(List.of(5L, 3L));
        assertThat(chosen(10, 5, 3, 2)).contains(List.of(5L, 3L, 2L));
    }

    @Test
    void whereTheFirstRowsDoNotAddUpAnotherSetOfThatSumIsTaken() {
        assertThat(chosen(5, 3, 4, 2)).contains(List.of(3L, 2L));
        assertThat(chosen(6, 3, 4, 2)).contains(List.of(4L, 2L));
    }

    @Test
    void whereNoSetHasThatSumNoneIsTaken() {
        assertThat(chosen(1, 5, 3, 2)).isEmpty();
        assertThat(chosen(11, 5, 3, 2)).isEmpty();
        assertThat(chosen(0, 5, 3, 2)).isEmpty();
        assertThat(chosen(5)).isEmpty();
    }

    /** Any subset of even rows has an even sum: all of them would have to be tried. */
    @Test
    @Timeout(30)
    void aClaimThatNoRowsExplainDoesNotKeepTheIndexForEver() {
        long[] even = IntStream.rangeClosed(1, 500).mapToLong(i -> 2L * i).toArray();

        assertThat(chosen(40_001, even)).isEmpty();
    }

    private static Optional<List<Long>> chosen(long sum, long... amounts) {
        List<HoldRow> rows = IntStream.range(0, amounts.length)
                .mapToObj(i -> new HoldRow(
                        id(i),
                        USER,
                        Wei.of(amounts[i]),
                        MIDNIGHT,
                        posting(1, OPENED),
                        OptionalInt.of(i),
                        Optional.empty(),
                        OptionalInt.empty()))
                .toList();
        return new HoldRowChoice(rows)
                .summingTo(Wei.of(sum))
                .map(taken -> taken.stream()
                        .map(row -> row.amount().value().longValue())
                        .toList());
    }
}
