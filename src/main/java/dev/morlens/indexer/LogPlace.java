package dev.morlens.indexer;

import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.util.Comparator;

/** Where a log stands, whoever told of it; in the chain's order, forks side by side. */
record LogPlace(long block, int index, Hash hash) implements Comparable<LogPlace> {

    private static final Comparator<LogPlace> ORDER = Comparator.comparingLong(LogPlace::block)
            .thenComparingInt(LogPlace::index)
            .thenComparing(place -> place.hash().toString());

    static LogPlace of(RawLog log) {
        return new LogPlace(log.block().number(), log.logIndex(), log.block().hash());
    }

    @Override
    public int compareTo(LogPlace other) {
        return ORDER.compare(this, other);
    }
}
