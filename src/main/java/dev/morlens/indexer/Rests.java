package dev.morlens.indexer;

import dev.morlens.chain.Due;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long a block that was fetched again is left alone: pauses that double, each block's its own. */
final class Rests {

    private static final int MOST_DOUBLINGS = 8;
    private static final int MOST_BLOCKS = 1_000;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private record Rest(int doublings, Due end) {}

    private final Duration first;
    private final Map<Long, Rest> rests = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Rest> eldest) {
            return size() > MOST_BLOCKS;
        }
    };

    Rests(Duration first) {
        this.first = first.compareTo(LEAST) > 0 ? first : LEAST;
    }

    boolean isResting(long block) {
        Rest rest = rests.get(block);
        return rest != null && !rest.end().isNow();
    }

    /** It is fetched again now. */
    Duration begin(long block) {
        Rest before = rests.get(block);
        int doublings = before == null ? 0 : Math.min(MOST_DOUBLINGS, before.doublings() + 1);
        Duration pause = first.multipliedBy(1L << doublings);
        Due end = new Due();
        end.after(pause);
        rests.put(block, new Rest(doublings, end));
        return pause;
    }
}
