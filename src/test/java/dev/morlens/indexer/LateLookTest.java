package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.Network;
import dev.morlens.store.LedgerStore;
import dev.morlens.store.TestStores;
import dev.morlens.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An index that begins with block 10, and blocks that are due 100 blocks after they were fetched, 50 at once. */
class LateLookTest {

    private static final int AFTER = 100;

    private final Network network = new Network(
            TestDatabase.networkName(), "Late", 1, Address.ZERO, Address.ZERO, Optional.empty(), OptionalLong.of(10));
    private final LedgerStore store = TestStores.open(network);
    private final LateLook look = look();

    @Test
    void whatWasBackfilledWaitsFromTheEndOfTheBackfill() {
        look.backfilling(Optional.empty(), block(1_000));

        assertThat(look.due(block(1_020))).isEmpty();
        assertThat(look.due(block(1_020 + AFTER - 1))).isEmpty();
        assertThat(look.due(block(1_020 + AFTER))).contains(new BlockRange(10, 59));
    }

    @Test
    void aRangeIsDueUntilItIsDoneAndThenTheNext() {
        look.due(block(20));
        assertThat(look.due(block(200))).contains(new BlockRange(10, 59));
        assertThat(look.due(block(200))).contains(new BlockRange(10, 59));
        look.done(new BlockRange(10, 59));
        assertThat(look.due(block(200))).contains(new BlockRange(60, 100));
        look.done(new BlockRange(60, 100));
        assertThat(look.due(block(200))).isEmpty();
        assertThat(look.due(block(201))).contains(BlockRange.single(101));
    }

    @Test
    void itGoesOnWhereItStoodInAnotherProcess() {
        look.due(block(20));
        look.due(block(200));
        look.done(new BlockRange(10, 59));

        assertThat(look().due(block(200))).contains(new BlockRange(60, 100));
    }

    /** A process that runs for less than an hour a day backfills whenever it begins. */
    @Test
    void aBackfillPutsOffOnlyWhatIsFetchedByIt() {
        look.due(block(20));
        look.backfilling(Optional.of(block(30)), block(5_000));

        assertThat(look.due(block(5_001))).contains(new BlockRange(10, 30));
        look.done(new BlockRange(10, 30));
        assertThat(look.due(block(5_001))).isEmpty();
        assertThat(look.due(block(5_001 + AFTER))).contains(new BlockRange(31, 80));
    }

    /** Nobody knows when the part was fetched that is there already. */
    @Test
    void aBackfillThatWasBrokenOffMakesNothingDue() {
        look.backfilling(Optional.empty(), block(1_000));
        look.backfilling(Optional.of(block(500)), block(1_100));

        assertThat(look.due(block(1_100))).isEmpty();
    }

    private LateLook look() {
        return new LateLook(new LookNotes(store.looks(), 10), AFTER, Duration.ZERO, () -> 50);
    }

    private static BlockRef block(long number) {
        return new BlockRef(number, new Hash(0, 0, 0, number), Instant.EPOCH);
    }
}
