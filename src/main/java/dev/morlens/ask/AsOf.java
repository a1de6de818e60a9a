package dev.morlens.ask;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.entry.Bucket;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The block that an answer is of.
 *
 * @param stale the chain has gone on, or may have, without the answer: see {@link StaleReason}
 * @param incomplete buckets that could not be determined, only in live answers
 * @param supposed the time of a later block that is looked at before it exists: the state is {@code block}'s
 */
public record AsOf(
        BlockRef block,
        FinalityLevel finality,
        boolean stale,
        AnswerSource source,
        Set<Bucket> incomplete,
        Optional<Instant> supposed) {

    public AsOf(BlockRef block, FinalityLevel finality, boolean stale, AnswerSource source, Set<Bucket> incomplete) {
        this(block, finality, stale, source, incomplete, Optional.empty());
    }

    public AsOf(BlockRef block, FinalityLevel finality, boolean stale) {
        this(block, finality, stale, AnswerSource.INDEX, Set.of());
    }

    /** What a node says now. */
    public static AsOf live(BlockRef block, boolean stale, Set<Bucket> incomplete) {
        return new AsOf(block, FinalityLevel.LATEST, stale, AnswerSource.LIVE, Set.copyOf(incomplete));
    }

    /** The answer's "now": the block's timestamp, as the contract reads it, or the one that is supposed. */
    public Instant now() {
        return supposed.orElse(block.time());
    }

    /** The same state, as the contract would judge it in a later block of that time before which nothing else happened. */
    public AsOf supposing(Instant later) {
        return new AsOf(block, finality, stale, source, incomplete, Optional.of(later));
    }

    /** With the same marks, of another block. */
    public AsOf at(BlockRef other) {
        return new AsOf(other, finality, stale, source, incomplete, Optional.empty());
    }

    /** Whether an answer of that other block says the same about itself, but for the block. */
    public boolean hasTheMarksOf(AsOf other) {
        return finality == other.finality
                && stale == other.stale
                && source == other.source
                && incomplete.equals(other.incomplete);
    }

    public boolean isLive() {
        return source == AnswerSource.LIVE;
    }

    /** Of an answer that lacks these as well. */
    public AsOf lacking(Set<Bucket> more) {
        Set<Bucket> all = EnumSet.noneOf(Bucket.class);
        all.addAll(incomplete);
        all.addAll(more);
        return new AsOf(block, finality, stale, source, Set.copyOf(all), supposed);
    }

    public AsOf asStale() {
        return stale ? this : new AsOf(block, finality, true, source, incomplete, supposed);
    }
}
