package dev.morlens.position;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.Bucket;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The block that an answer is of.
 *
 * @param stale the chain has gone on, or may have, without the answer: see {@link StaleReason}
 * @param lasting the question named this very block and it is final: the answer will always be the same
 * @param incomplete buckets that could not be determined, only in live answers
 * @param supposed the time of a later block that is looked at before it exists: the state is {@code block}'s
 */
public record AsOf(
        BlockRef block,
        Finality finality,
        boolean stale,
        boolean lasting,
        Source source,
        Set<Bucket> incomplete,
        Optional<Instant> supposed) {

    public AsOf(
            BlockRef block, Finality finality, boolean stale, boolean lasting, Source source, Set<Bucket> incomplete) {
        this(block, finality, stale, lasting, source, incomplete, Optional.empty());
    }

    public AsOf(BlockRef block, Finality finality, boolean stale, boolean lasting) {
        this(block, finality, stale, lasting, Source.INDEX, Set.of());
    }

    public AsOf(BlockRef block, Finality finality, boolean stale) {
        this(block, finality, stale, false);
    }

    /** The same block, of which something may be missing: not to be kept, however final it is. */
    AsOf inDoubt() {
        return new AsOf(block, finality, true, false, source, incomplete);
    }

    /** What a node says now. */
    static AsOf live(BlockRef block, boolean stale, Set<Bucket> incomplete) {
        return new AsOf(block, Finality.LATEST, stale, false, Source.LIVE, Set.copyOf(incomplete));
    }

    /** The answer's "now": the block's timestamp, as the contract reads it, or the one that is supposed. */
    public Instant now() {
        return supposed.orElse(block.time());
    }

    /** The same state, as the contract would judge it in a later block of that time before which nothing else happened. */
    public AsOf supposing(Instant later) {
        return new AsOf(block, finality, stale, lasting, source, incomplete, Optional.of(later));
    }

    public boolean isLive() {
        return source == Source.LIVE;
    }

    /** Of an answer that lacks these as well. */
    public AsOf lacking(Set<Bucket> more) {
        Set<Bucket> all = EnumSet.noneOf(Bucket.class);
        all.addAll(incomplete);
        all.addAll(more);
        return new AsOf(block, finality, stale, lasting, source, Set.copyOf(all), supposed);
    }

    public AsOf asStale() {
        return stale ? this : new AsOf(block, finality, true, false, source, incomplete, supposed);
    }
}
