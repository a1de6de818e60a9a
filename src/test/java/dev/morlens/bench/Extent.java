package dev.morlens.bench;

import java.time.Duration;

/** How much is measured, and from which seed: about a minute's worth, or what a figure worth quoting takes. */
record Extent(boolean brief, long seed) {

    static Extent asked() {
        return new Extent(Boolean.getBoolean("morlens.bench.short"), Long.getLong("morlens.bench.seed", 1));
    }

    int logs() {
        return brief ? 20_000 : 100_000;
    }

    int backfilledLogs() {
        return brief ? 20_000 : 300_000;
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
        return Duration.ofSeconds(brief ? 2 : 8);
    }
}
