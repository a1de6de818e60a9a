package dev.morlens.position.cache;

import static dev.morlens.testing.scene.Scene.milliMor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where MOR is, and what has fallen due (docs/protocol.md, P11, P13, P18 and P49). */
class PositionTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AddressAccounts accounts = new AddressAccounts(
            Address.ZERO,
            Map.of(
                    Bucket.WALLET, milliMor(1),
                    Bucket.ACTIVE_SESSION, milliMor(30),
                    Bucket.ON_HOLD, milliMor(700),
                    Bucket.PROVIDER_STAKE, milliMor(4000),
                    Bucket.MODEL_STAKE, milliMor(50_000),
                    Bucket.STAKING_POOL, milliMor(600_000),
                    Bucket.PROVIDER_DUE, milliMor(-2)),
            List.of(new DatedAmount(NOON, milliMor(10), 1), new DatedAmount(NOON.plusSeconds(60), milliMor(20), 2)),
            List.of(new DatedAmount(NOON, milliMor(300), 3), new DatedAmount(NOON.plusSeconds(60), milliMor(400), 4)),
            2,
            Wei.ZERO,
            Optional.empty(),
            Optional.empty());

    @Test
    void theTotalIsTheSumOfAllSevenBucketsEvenOfOneBelowZero() {
        assertThat(at(NOON).total()).isEqualTo(milliMor(654_729));
    }

    @Test
    void aHoldIsClaimableFromItsReleaseOnAndLockedASecondBefore() {
        assertThat(at(NOON.minusSeconds(1)).holds()).isEqualTo(split(milliMor(700), 7, Wei.ZERO, 0, NOON));
        assertThat(at(NOON).holds()).isEqualTo(split(milliMor(400), 4, milliMor(300), 3, NOON.plusSeconds(60)));
    }

    @Test
    void aSessionIsOverdueFromItsEndOnAndRunningASecondBefore() {
        assertThat(at(NOON.minusSeconds(1)).sessions()).isEqualTo(split(milliMor(30), 3, Wei.ZERO, 0, NOON));
        assertThat(at(NOON).sessions()).isEqualTo(split(milliMor(20), 2, milliMor(10), 1, NOON.plusSeconds(60)));
    }

    @Test
    void nothingIsNextOnceEverythingFellDue() {
        assertThat(at(NOON.plusSeconds(60)).holds().next()).isEmpty();
        assertThat(at(NOON.plusSeconds(60)).holds().due().amount()).isEqualTo(milliMor(700));
    }

    private Position at(Instant now) {
        return Position.at(accounts, new AsOf(new BlockRef(1, Hash.ZERO, now), FinalityLevel.LATEST, false));
    }

    private static Position.Split split(Wei waiting, int waitingCount, Wei due, int dueCount, Instant next) {
        return new Position.Split(
                new Position.CountedAmount(waiting, waitingCount),
                new Position.CountedAmount(due, dueCount),
                Optional.of(next));
    }
}
