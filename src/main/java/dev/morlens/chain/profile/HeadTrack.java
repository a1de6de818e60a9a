package dev.morlens.chain.profile;

import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The heads that an endpoint told of. One whose head does not rise although it was asked stands still: its answers about
 * older blocks may be right all the same. Safe for many threads.
 */
public final class HeadTrack {

    /** No chain that we follow makes blocks more slowly while it is well: ten of Ethereum's. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(10);

    /** A head is late if none came for so many times the usual distance. */
    private static final int USUAL_DISTANCES = 10;

    private final InstantSource clock;
    private BlockRef newest;
    private long highest = -1;
    private Instant roseAt;
    private Instant askedAt;
    private BlockRef sampleStart;

    HeadTrack(InstantSource clock) {
        this.clock = clock;
    }

    /** What it said when it was asked for its latest block. */
    public synchronized void told(BlockRef head) {
        Instant now = clock.instant();
        askedAt = now;
        newest = head;
        if (head.number() > highest) {
            highest = head.number();
            roseAt = now;
        }
        if (sampleStart == null || head.number() < sampleStart.number()) {
            sampleStart = head;
        }
    }

    /** The latest block that it told of, however old. */
    public synchronized Optional<BlockRef> newest() {
        return Optional.ofNullable(newest);
    }

    /** Since when its head has not risen although it was asked; empty while it does. */
    public synchronized Optional<Instant> standingStillSince() {
        boolean still = roseAt != null && Duration.between(roseAt, askedAt).compareTo(patience()) > 0;
        return still ? Optional.of(roseAt) : Optional.empty();
    }

    /** Whether it told of a lower block than before. */
    public synchronized boolean fellBack() {
        return newest != null && newest.number() < highest;
    }

    /** The distance of its blocks, as measured since the first head that it told of; empty before there are some. */
    public synchronized Optional<Duration> blockTime() {
        if (sampleStart == null || newest.number() <= sampleStart.number()) {
            return Optional.empty();
        }
        Duration passed = Duration.between(sampleStart.time(), newest.time());
        return Optional.of(passed.dividedBy(newest.number() - sampleStart.number()))
                .filter(distance -> !distance.isNegative());
    }

    private Duration patience() {
        Duration usual = blockTime().orElse(Duration.ZERO).multipliedBy(USUAL_DISTANCES);
        Duration least = usual.compareTo(SHORTEST_SILENCE) > 0 ? usual : SHORTEST_SILENCE;
        return least.compareTo(LONGEST_SILENCE) < 0 ? least : LONGEST_SILENCE;
    }
}
