package dev.morlens.indexer.fetch;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.feed.IndexStatus.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a block takes, measured on the heads that were seen: their times are whole seconds, some may be wrong, and blocks
 * may come faster from one on.
 */
public final class BlockTimeMeter {

    private static final int SAMPLES = 60;

    /** Fewer say little of blocks that share a second. */
    private static final int LEAST_SAMPLES = 6;

    private static final Duration LEAST_LIMIT = Duration.ofSeconds(15);
    private static final int BLOCKS = 5;
    private static final int LOOKS = 3;

    private Duration lookInterval;
    private final Optional<Duration> configured;
    private final List<BlockRef> heads = new ArrayList<>();

    /**
     * @param lookInterval how often the head is looked at
     * @param configured how old a block may be, instead of what is measured
     */
    public BlockTimeMeter(Duration lookInterval, Optional<Duration> configured) {
        this.lookInterval = lookInterval;
        this.configured = configured;
    }

    /** From now on. */
    public void looksEvery(Duration interval) {
        lookInterval = interval;
    }

    public void saw(BlockRef head) {
        if (!heads.isEmpty() && head.number() <= heads.getLast().number()) {
            return;
        }
        heads.add(head);
        if (heads.size() > SAMPLES) {
            heads.removeFirst();
        }
    }

    public Timing timing() {
        Optional<Duration> block = measured();
        Duration some = block.orElse(Duration.ZERO).multipliedBy(BLOCKS).plus(lookInterval.multipliedBy(LOOKS));
        Duration limit = some.compareTo(LEAST_LIMIT) > 0 ? some : LEAST_LIMIT;
        return new Timing(block, configured.orElse(limit));
    }

    /** The middle one of what each pair of heads says that is half of all apart: a few wrong times change nothing. */
    private Optional<Duration> measured() {
        if (heads.size() < LEAST_SAMPLES) {
            return Optional.empty();
        }
        int apart = heads.size() / 2;
        List<Duration> each = new ArrayList<>();
        for (int i = 0; i + apart < heads.size(); i++) {
            BlockRef before = heads.get(i);
            BlockRef after = heads.get(i + apart);
            each.add(Duration.between(before.time(), after.time()).dividedBy(after.number() - before.number()));
        }
        Duration middle =
                each.stream().sorted().skip(each.size() / 2).findFirst().orElseThrow();
        return Optional.of(middle).filter(time -> !time.isNegative());
    }
}
