package dev.morlens.indexer.head;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest final block, asked for now and then; never goes back, but where the head does. */
public final class FinalizedBlockTracker {

    private final Node node;
    private final AssumedFinality assumption;
    private final IntervalTimer question = new IntervalTimer();
    private final Duration interval;
    private KnownFinalBlock knownFinalBlock = new KnownFinalBlock(Optional.empty(), Optional.empty());

    /**
     * How deep blocks are.
     *
     * @param told the highest block that the node is known to call final
     * @param assumed the newest block that is old enough, where the node names no final one: a reason to read blocks in ranges,
     *     or to do without some, but none to call anything final
     */
    public record KnownFinalBlock(Optional<BlockRef> told, Optional<BlockRef> assumed) {

        /** The highest block that is hardly undone any more. */
        public Optional<BlockRef> deep() {
            return Stream.of(told, assumed)
                    .flatMap(Optional::stream)
                    .max((one, other) -> Long.compare(one.number(), other.number()));
        }

        private KnownFinalBlock upTo(long number) {
            return new KnownFinalBlock(
                    told.filter(block -> block.number() <= number), assumed.filter(block -> block.number() <= number));
        }
    }

    /** @param age after which a block is assumed to be deep enough where the node does not know the tag */
    public FinalizedBlockTracker(Node node, Duration interval, Duration age) {
        this.node = node;
        this.interval = interval;
        this.assumption = new AssumedFinality(node, age);
    }

    public KnownFinalBlock blocks(BlockHeader newest) {
        knownFinalBlock = knownFinalBlock.upTo(newest.number());
        if (knownFinalBlock.deep().isEmpty() || question.isNow()) {
            Optional<BlockRef> answer = node.header(BlockTag.FINALIZED).map(BlockHeader::ref);
            knownFinalBlock = new KnownFinalBlock(
                    higher(answer, newest), answer.isPresent() ? Optional.empty() : assumption.below(newest));
            question.after(interval);
        }
        return knownFinalBlock;
    }

    private Optional<BlockRef> higher(Optional<BlockRef> answer, BlockHeader newest) {
        long before = knownFinalBlock.told().map(BlockRef::number).orElse(-1L);
        // Above the newest block it is the word of another endpoint, or of another chain.
        return answer.filter(block -> block.number() <= newest.number() && block.number() > before)
                .or(knownFinalBlock::told);
    }
}
