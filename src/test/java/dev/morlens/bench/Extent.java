package dev.morlens.bench;

import dev.morlens.testing.replay.Scale;
import java.time.Duration;
import java.util.List;

/** How much is measured, and from which seed: about a minute's worth, or what a figure worth quoting takes. */
record Extent(boolean brief, long seed) {

    static Extent asked() {
        return new Extent(Boolean.getBoolean("morlens.bench.short"), Long.getLong("morlens.bench.seed", 1));
    }

    int logs() {
        return brief ? 20_000 : 100_000;
    }

    /** Of the chains that are backfilled: on the shorter one, much of the time goes into warming up. */
    List<Integer> backfilledLogs() {
        return brief ? List.of(20_000) : List.of(300_000, 1_000_000);
    }

    /** Of the chain whose addresses are asked for. */
    Scale answered() {
        return brief
                ? new Scale(20_000, 5_000, 4_000, 100_000, 3_000)
                : new Scale(220_000, 54_000, 5_000, 500_000, 50_000);
    }

    /** How often the largest address is asked for in a round. */
    int large() {
        return brief ? 20 : 50;
    }

    /** Of the chain that is killed, resumed and followed; {@code --logs} says how many. */
    int chainLogs() {
        return Integer.getInteger("morlens.bench.logs", logs());
    }

    /** How often each of those chains is fetched and backfilled. */
    int backfills() {
        return brief ? 1 : 2;
    }

    /** How many blocks of each kind are followed. */
    int followed() {
        return brief ? 2 : 10;
    }

    /** How often each measure is taken. */
    int rounds() {
        return brief ? 1 : 3;
    }

    /** How many addresses a round asks for that are not at hand. */
    int cold() {
        return brief ? 300 : 1_000;
    }

    /** How often, within a round, two loads that are compared take turns: the machine's moods must hit both. */
    int turns() {
        return brief ? 6 : 12;
    }

    /** How long a load lasts at its turn. */
    Duration turn() {
        return Duration.ofMillis(400);
    }

    /** How long a load lasts before anything is noted, so that what is often run is compiled. */
    Duration warmUp() {
        return Duration.ofSeconds(brief ? 2 : 5);
    }
}
