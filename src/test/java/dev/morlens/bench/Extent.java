package dev.morlens.bench;

import dev.morlens.testing.replay.Scale;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured, and from which seed: about a minute's worth, or what a figure worth quoting takes.
 *
 * @param backfills how often a chain is fetched and backfilled
 */
record Extent(boolean brief, long seed, int backfills) {

    private static final int LONG_BACKFILL = 1_000_000;

    static Extent asked() {
        boolean brief = Boolean.getBoolean("morlens.bench.short");
        return new Extent(brief, Long.getLong("morlens.bench.seed", 1), brief ? 1 : 2);
    }

    /** For a chain of so many logs: a round of the longest takes two minutes. */
    Extent backfilling(int logs) {
        return logs < LONG_BACKFILL ? this : new Extent(brief, seed, 1);
    }

    /** Of the chains that are backfilled: on the shorter one, much of the time goes into warming up. */
    List<Integer> backfilledLogs() {
        return brief ? List.of(5_000) : List.of(300_000, 1_000_000);
    }

    /** Whether the first of them is backfilled from a node without latency as well: that takes long and has no goal. */
    boolean backfillsNear() {
        return !brief;
    }

    /** Of the chain whose addresses are asked for: there are enough of them to be asked for once. */
    Scale answered() {
        return brief
                ? new Scale(12_000, 3_000, 2_000, 60_000, 1_500)
                : new Scale(260_000, 62_000, 12_000, 500_000, 50_000);
    }

    /** How often the largest address is asked for in a round, one answer at a time. */
    int large() {
        return brief ? 10 : 25;
    }

    /** Of the chain that is killed, resumed and followed; {@code --logs} says how many. */
    int chainLogs() {
        return Integer.getInteger("morlens.bench.logs", brief ? 10_000 : 100_000);
    }

    /** Of the chain that a new process says first answers of. */
    int firstLogs() {
        return brief ? 2_000 : 30_000;
    }

    /** How many of its addresses are asked for, as JSON and as pages, before its server's memory is measured. */
    int askedAfterGrowth() {
        return brief ? 20 : 500;
    }

    /**
     * Of the process that is killed: the next one waits for its end. Shorter than usual, lest a short chain measure only
     * that.
     */
    Duration lease() {
        return Duration.ofSeconds(brief ? 3 : 5);
    }

    /** How many blocks of each kind are followed, one every two seconds. */
    int followed() {
        return brief ? 1 : 6;
    }

    /** The same with the checks that come by the clock: in twenty seconds all of them come but the rarest. */
    int followedByTheClock() {
        return brief ? 1 : 10;
    }

    /** How often each measure is taken. */
    int rounds() {
        return brief ? 1 : 3;
    }

    /** How many addresses are asked for again and again. */
    int hot() {
        return brief ? 50 : 200;
    }

    /** How many addresses a round asks for that are not at hand, one at a time. */
    int cold() {
        return brief ? 100 : 1_000;
    }

    /** How many are asked for at a turn, as JSON. */
    int coldJson() {
        return brief ? 100 : 300;
    }

    /** How many are asked for at a turn, as pages. */
    int coldPages() {
        return brief ? 25 : 80;
    }

    /** How often, within a round, two loads that are compared take turns: the machine's moods must hit both. */
    int turns() {
        return brief ? 3 : 8;
    }

    /** The same for what has no goal. */
    int fewTurns() {
        return brief ? 2 : 4;
    }

    /** How long a load lasts at its turn. */
    Duration turn() {
        return Duration.ofMillis(brief ? 100 : 250);
    }

    /** The same for answers that take long. */
    Duration slowTurn() {
        return turn().multipliedBy(2);
    }

    /** How long a load lasts before anything is noted, so that what is often run is compiled. */
    Duration warmUp() {
        return Duration.ofMillis(brief ? 500 : 3_000);
    }
}
