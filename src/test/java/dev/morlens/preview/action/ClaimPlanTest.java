package dev.morlens.preview.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.HoldRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How many claims all released rows take (docs/protocol.md, P19): 300 rows of 1 wei, released or locked by their place.
 */
class ClaimPlanTest {

    private static final Instant NOW = Instant.parse("2026-08-02T00:00:00Z");

    @Test
    void aClaimTakesAtMost255RowsInEachVersion() {
        assertThat(claims(HoldRule.DAY_LOCK, slot -> true)).isEqualTo(wei(255, 45));
        assertThat(claims(HoldRule.POOL, slot -> true)).isEqualTo(wei(255, 45));
    }

    @Test
    void lockedRowsAtTheEndAreSkippedByTheEarlierVersionsAlone() {
        assertThat(claims(HoldRule.CLASSIC, slot -> slot < 45)).isEqualTo(wei(45));
        assertThat(claims(HoldRule.DAY_LOCK, slot -> slot < 45)).isEqualTo(wei(45));
        assertThat(claims(HoldRule.POOL, slot -> slot < 45)).isEmpty();
    }

    /**
     * It looks at rows 45 to 299 and takes the first of them. The array is shorter then, and the next claim sees row
     * 44.
     */
    @Test
    void thePoolVersionTakesOneRowAClaimWhereOnlyTheFirstThatItLooksAtIsReleased() {
        assertThat(claims(HoldRule.POOL, slot -> slot <= 45)).hasSize(46).containsOnly(Wei.of(1));
    }

    @Test
    void whereNothingIsReleasedThereIsNoClaim() {
        assertThat(claims(HoldRule.DAY_LOCK, slot -> false)).isEmpty();
    }

    private static List<Wei> claims(HoldRule holdRule, IntPredicate released) {
        List<HoldRow> rows = IntStream.range(0, 300)
                .mapToObj(slot -> row(slot, released.test(slot) ? NOW : NOW.plus(Duration.ofDays(1))))
                .toList();
        return ClaimPlan.claims(rows, holdRule, NOW);
    }

    private static List<Wei> wei(long... amounts) {
        return IntStream.range(0, amounts.length)
                .mapToObj(i -> Wei.of(amounts[i]))
                .toList();
    }

    private static HoldRow row(int slot, Instant releaseAt) {
        return new HoldRow(
                new SessionId(new Hash(0, 0, 0, slot)),
                Address.ZERO,
                Wei.of(1),
                releaseAt,
                new Posting(new BlockRef(1, Hash.ZERO, NOW), slot, Hash.ZERO),
                OptionalInt.of(slot),
                Optional.empty(),
                OptionalInt.empty());
    }
}
