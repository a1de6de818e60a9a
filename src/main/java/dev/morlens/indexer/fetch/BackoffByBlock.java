package dev.morlens.indexer.fetch;

import dev.morlens.chain.IntervalTimer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How long a block that was fetched again is left alone: pauses that double, each block's its own. */
public final class BackoffByBlock {

    private static final int MOST_BLOCKS = 1_000;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private record Rest(int doublings, IntervalTimer end) {}

    private final Duration first;
    private final int mostDoublings;
    private final LongSupplier nanoTime;
    private final Map<Long, Rest> rests = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Rest> eldest) {
            return size() > MOST_BLOCKS;
        }
    };

    /** @param nanoTime as {@link System#nanoTime} */
    BackoffByBlock(Duration first, int mostDoublings, LongSupplier nanoTime) {
        this.first = first.compareTo(LEAST) > 0 ? first : LEAST;
        this.mostDoublings = mostDoublings;
        this.nanoTime = nanoTime;
    }

    public boolean isResting(long block) {
        Rest rest = rests.get(block);
        return rest != null && !rest.end().isNow();
    }

    /** It is fetched again now. */
    public Duration begin(long block) {
        Rest before = rests.get(block);
        int doublings = before == null ? 0 : Math.min(mostDoublings, before.doublings() + 1);
        Duration pause = first.multipliedBy(1L << doublings);
        IntervalTimer end = new IntervalTimer(nanoTime);
        end.after(pause);
        rests.put(block, new Rest(doublings, end));
        return pause;
    }
}
