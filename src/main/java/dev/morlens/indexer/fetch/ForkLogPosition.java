package dev.morlens.indexer.fetch;

import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.util.Comparator;

/** Where a log stands, whoever told of it; in the chain's order, forks side by side. */
public record ForkLogPosition(long block, int index, Hash hash) implements Comparable<ForkLogPosition> {

    private static final Comparator<ForkLogPosition> ORDER = Comparator.comparingLong(ForkLogPosition::block)
            .thenComparingInt(ForkLogPosition::index)
            .thenComparing(place -> place.hash().toString());

    public static ForkLogPosition of(RawLog log) {
        return new ForkLogPosition(
                log.block().number(), log.logIndex(), log.block().hash());
    }

    @Override
    public int compareTo(ForkLogPosition other) {
        return ORDER.compare(this, other);
    }
}
