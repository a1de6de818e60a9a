package dev.morlens.position.head;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How much of the positions is kept at hand. */
@ConfigMapping(prefix = "morlens.positions")
public interface PositionsConfig {

    /** About how many bytes the cached positions may take. */
    long cacheBytes();

    /** An address that was read within this time is replaced when a block touches it, others are dropped. */
    Duration refreshIfReadWithin();

    /** At most so many are replaced a landing, which brings all blocks of a look at the head. */
    int refreshAtMost();

    /** At most so many are read ahead at start. */
    int warmAtMost();

    /** How often the store's head is compared with the announced one. */
    Duration headPollInterval();

    /** How long an answer about the past waits for a node to tell a block in which nothing happened. */
    Duration nodeTimeout();

    /** Answers straight from a node a minute, whoever asks; one with many rows on hold counts as several; 0 gives none. */
    int livePerMinute();

    /** How long an answer waits for a node. */
    Duration liveTimeout();
}
