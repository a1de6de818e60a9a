package dev.morlens.bench;

import dev.morlens.indexer.fetch.BackfillProcess.Mode;
import dev.morlens.testing.replay.history.Scale;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured, and from which seed: about a minute's worth, or what a figure worth quoting takes.
 *
 * @param backfills how often a chain is fetched and backfilled
 */
public record Extent(boolean brief, long seed, int backfills) {

    private static final int LONG_BACKFILL = 1_000_000;

    static Extent asked() {
        boolean brief = Boolean.getBoolean("morlens.bench.short");
        return new Extent(brief, Long.getLong("morlens.bench.seed", 1), brief ? 1 : 2);
    }

    /** For a chain of so many logs: a round of the longest takes two minutes. */
    Extent backfilling(int logs) {
        return logs < LONG_BACKFILL ? this : oneBackfill();
    }

    /** A single round of backfills. */
    Extent oneBackfill() {
        return new Extent(brief, seed, 1);
    }

    /** Of the chains that are backfilled: on the shorter one, much of the time goes into warming up. */
    List<Integer> backfilledLogs() {
        if (brief) {
            return List.of(2_500);
        }
        return chainLogs() < LONG_BACKFILL ? List.of(300_000) : List.of(300_000, LONG_BACKFILL);
    }

    /** What a round of backfills consists of. */
    List<Mode> modes() {
        return brief ? List.of(Mode.LOGS, Mode.INDEX) : List.of(Mode.values());
    }

    /** Of the chain that is backfilled from a node without latency, which has no goal; none if that is left out. */
    int backfilledNear() {
        return brief ? 0 : 100_000;
    }

    /** Of a chain of a day's blocks, five a second, with an act every five seconds. */
    Scale day() {
        return brief ? new Scale(700, 140, 70, 4_320, 10) : new Scale(70_000, 14_000, 7_000, 432_000, 100);
    }

    /** Of the chain whose addresses are asked for: there are enough of them to be asked for once. */
    Scale answered() {
        return brief
                ? new Scale(8_000, 2_000, 1_500, 40_000, 1_000)
                : new Scale(260_000, 62_000, 12_000, 500_000, 50_000);
    }

    /** How often the largest address is asked for in a round, one answer at a time. */
    public int large() {
        return brief ? 5 : 20;
    }

    /** Of the chain that is killed, resumed and followed; {@code --logs} says how many. */
    int chainLogs() {
        return Integer.getInteger("morlens.bench.logs", brief ? 6_000 : 100_000);
    }

    /** Of the chain that a new process says first answers of. */
    int firstLogs() {
        return brief ? 1_000 : 10_000;
    }

    /** How many of its addresses are asked for, as JSON and as pages, before its server's memory is measured. */
    int askedAfterGrowth() {
        return brief ? 10 : 500;
    }

    /**
     * Of the process that is killed: the next one waits for its end. Shorter than usual, lest a short chain measure only
     * that.
     */
    Duration lease() {
        return Duration.ofSeconds(brief ? 2 : 5);
    }

    /** How many blocks of each kind are followed, five a second. */
    int followed() {
        return brief ? 5 : 50;
    }

    /** The same with the checks that come by the clock: in twenty seconds all of them come but the rarest; in one, none need. */
    int followedByTheClock() {
        return brief ? 0 : 100;
    }

    /** How often each measure is taken. */
    public int rounds() {
        return brief ? 1 : 3;
    }

    /** How many addresses are asked for again and again. */
    int hot() {
        return brief ? 40 : 200;
    }

    /** How many addresses a round asks for that are not at hand, one at a time. */
    public int cold() {
        return brief ? 50 : 600;
    }

    /** How many are asked for at a turn, as JSON. */
    public int coldJson() {
        return brief ? 50 : 300;
    }

    /** How many are asked for at a turn, as pages; none in a short bench. */
    public int coldPages() {
        return brief ? 0 : 80;
    }

    /** How often, within a round, two loads that are compared take turns: the machine's moods must hit both. */
    public int turns() {
        return brief ? 2 : 8;
    }

    /** The same for what has no goal. */
    public int fewTurns() {
        return brief ? 2 : 3;
    }

    /** How long a load lasts at its turn. */
    public Duration turn() {
        return Duration.ofMillis(brief ? 100 : 250);
    }

    /** The same for answers that take long. */
    public Duration slowTurn() {
        return turn().multipliedBy(2);
    }

    /** The same while blocks come: a look at the head comes once a second, so that each turn has one at least. */
    public Duration movingTurn() {
        return Duration.ofMillis(brief ? 1_100 : 1_500);
    }

    /** How often, within a round, the three sides of that take turns. */
    public int movingTurns() {
        return brief ? 1 : 3;
    }

    /** How often those who poll ask again. */
    public int polls() {
        return brief ? 2 : 3;
    }

    public Duration pollEvery() {
        return Duration.ofSeconds(brief ? 1 : 10);
    }

    /** How many blocks touch an address whose page is looked at. */
    public int touches() {
        return brief ? 2 : 20;
    }

    /** How long a load lasts before anything is noted, so that what is often run is compiled. */
    public Duration warmUp() {
        return Duration.ofMillis(brief ? 300 : 3_000);
    }
}
