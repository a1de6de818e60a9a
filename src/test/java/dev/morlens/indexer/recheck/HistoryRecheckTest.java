package dev.morlens.indexer.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.indexer.fetch.MergedLogs;
import dev.morlens.protocol.Network;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.browser.PassingTime;
import dev.morlens.testing.server.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An index that begins with block 10, and blocks that are due an hour after they were fetched, 50 at once. */
class HistoryRecheckTest {

    private static final MergedLogs NO_LOGS = MergedLogs.joined(List.of());

    private static final Duration AFTER = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Network network = new Network(
            TestDatabase.networkName(), "Late", 1, Address.ZERO, Address.ZERO, Optional.empty(), OptionalLong.of(10));
    private final LedgerStore store = TestStores.open(network);
    private final PassingTime time = new PassingTime();
    private HistoryRecheck look = look();

    @Test
    void whatIsThereWaitsAnHourHoweverManyBlocksComeMeanwhile() {
        assertThat(look.due(block(1_000))).isEmpty();
        time.pass(AFTER.minusNanos(1));
        assertThat(look.due(block(19_000))).isEmpty();
        time.pass(Duration.ofNanos(1));
        assertThat(look.due(block(19_001))).contains(new BlockRange(10, 59));
    }

    @Test
    void anHourIsEnoughWhereNoBlockComesAtAll() {
        assertThat(look.due(block(40))).isEmpty();
        time.pass(AFTER);
        assertThat(look.due(block(40))).contains(new BlockRange(10, 40));
    }

    /** Two seconds a block at first, and then five blocks a second. */
    @Test
    void eachBlockIsDueAnHourAfterItCameAlsoWhereBlocksComeFasterThanBefore() {
        long height = 10;
        for (int minute = 0; minute < 120; minute++) {
            height += minute < 60 ? 30 : 300;
            look.due(block(height));
            time.pass(MINUTE);
        }
        long slowest = 10 + 60 * 30;
        long dueTo = 0;
        for (Optional<BlockRange> due = look.due(block(height)); due.isPresent(); due = look.due(block(height))) {
            look.done(due.get(), NO_LOGS);
            dueTo = due.get().last();
        }
        assertThat(dueTo).isEqualTo(slowest + 300);
    }

    @Test
    void aRangeIsDueUntilItIsDoneAndThenTheNext() {
        look.due(block(100));
        time.pass(AFTER);
        assertThat(look.due(block(200))).contains(new BlockRange(10, 59));
        assertThat(look.due(block(200))).contains(new BlockRange(10, 59));
        look.done(new BlockRange(10, 59), NO_LOGS);
        assertThat(look.due(block(200))).contains(new BlockRange(60, 100));
        look.done(new BlockRange(60, 100), NO_LOGS);
        assertThat(look.due(block(200))).isEmpty();
        time.pass(AFTER);
        assertThat(look.due(block(201))).contains(new BlockRange(101, 150));
    }

    @Test
    void itGoesOnWhereItStoodInAnotherProcess() {
        look.due(block(100));
        time.pass(AFTER);
        look.due(block(100));
        look.done(new BlockRange(10, 59), NO_LOGS);

        look = look();
        assertThat(look.due(block(200)))
                .as("by the server's clock no hour has passed")
                .isEmpty();
        time.pass(AFTER);
        assertThat(look.due(block(200))).contains(new BlockRange(60, 100));
    }

    /** A process that runs for less than an hour a day fetches what it missed whenever it begins. */
    @Test
    void whatWasFetchedByAnEarlierProcessIsDueWithoutWaitingForWhatThisOneFetches() {
        look.due(block(30));
        TestStores.edit(network, "update fetch_times set at = at - interval '1 day'");

        look = look();
        assertThat(look.due(block(5_001))).contains(new BlockRange(10, 30));
        look.done(new BlockRange(10, 30), NO_LOGS);
        assertThat(look.due(block(5_001))).isEmpty();
        time.pass(AFTER);
        assertThat(look.due(block(5_001))).contains(new BlockRange(31, 80));
    }

    private HistoryRecheck look() {
        FetchTimes fetches = new FetchTimes(store.rechecks(), AFTER, time::currentTimeNanos);
        RecheckProgress notes = new RecheckProgress(store.rechecks(), 10);
        return new HistoryRecheck(notes, fetches, Duration.ZERO, () -> 50, time::currentTimeNanos);
    }

    private static BlockRef block(long number) {
        return new BlockRef(number, new Hash(0, 0, 0, number), Instant.EPOCH);
    }
}
