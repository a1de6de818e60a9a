package dev.morlens.indexer;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockHeader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The newest final block, asked for now and then; never goes back. */
final class Finality {

    private final Node node;
    private final Clock clock;
    private final Duration interval;
    private final int assumed;
    private Instant asked = Instant.MIN;
    private long number = -1;

    /**
     * @param assumed blocks below the head taken for final where the node does not know the tag
     */
    Finality(Node node, Clock clock, Duration interval, int assumed) {
        this.node = node;
        this.clock = clock;
        this.interval = interval;
        this.assumed = assumed;
    }

    /** The highest block known to be final; -1 while there is none. */
    long number(BlockHeader newest) {
        Instant now = clock.instant();
        if (number < 0 || !now.isBefore(asked.plus(interval))) {
            long found =
                    node.header(BlockTag.FINALIZED).map(BlockHeader::number).orElseGet(() -> newest.number() - assumed);
            number = Math.max(number, found);
            asked = now;
        }
        return number;
    }
}
