package dev.morlens.indexer;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Due;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The newest final block, asked for now and then; never goes back, but where the head does. */
final class Finality {

    private final Node node;
    private final Due question = new Due();
    private final Duration interval;
    private final int assumed;
    private Optional<BlockRef> known = Optional.empty();

    /**
     * @param assumed blocks below the head taken for final where the node does not know the tag
     */
    Finality(Node node, Duration interval, int assumed) {
        this.node = node;
        this.interval = interval;
        this.assumed = assumed;
    }

    /** The highest block that the node is known to call final; empty while there is none. */
    Optional<BlockRef> block(BlockHeader newest) {
        known = known.filter(block -> block.number() <= newest.number());
        if (known.isEmpty() || question.isNow()) {
            known = node.header(BlockTag.FINALIZED)
                    .or(() -> deepBelow(newest))
                    .map(BlockHeader::ref)
                    // Above the newest block it is the word of another endpoint, or of another chain.
                    .filter(found -> found.number() <= newest.number() && found.number() > number())
                    .or(() -> known);
            question.after(interval);
        }
        return known;
    }

    private long number() {
        return known.map(BlockRef::number).orElse(-1L);
    }

    private Optional<BlockHeader> deepBelow(BlockHeader newest) {
        long number = newest.number() - assumed;
        return number < 0
                ? Optional.empty()
                : Optional.of(node.headers(List.of(number)).getFirst());
    }
}
