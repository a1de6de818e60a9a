package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * At once, blocks near one of which a log was left out, whatever was told of them before: whoever left it out may have left
 * out others, which move no sum.
 */
final class DoubtLook implements Look {

    private final LookNotes notes;
    private final Duration interval;
    private final LongSupplier blocksAtOnce;
    private final Due next = new Due();

    DoubtLook(LookNotes notes, Duration interval, LongSupplier blocksAtOnce) {
        this.notes = notes;
        this.interval = interval;
        this.blocksAtOnce = blocksAtOnce;
    }

    /** Besides those that are in doubt already, and all between. */
    void doubt(BlockRange range) {
        BlockRange all = notes.get()
                .doubted()
                .map(before ->
                        new BlockRange(Math.min(before.first(), range.first()), Math.max(before.last(), range.last())))
                .orElse(range);
        notes.write(notes.get().withDoubted(Optional.of(all)));
    }

    boolean isInDoubt() {
        return notes.get().doubted().isPresent();
    }

    @Override
    public Optional<BlockRange> due(BlockRef checkpoint) {
        if (!isInDoubt() || !next.isNow()) {
            return Optional.empty();
        }
        next.after(interval);
        return notes.get().doubted().map(range -> range.head(blocksAtOnce.getAsLong()));
    }

    @Override
    public void done(BlockRange range) {
        notes.get()
                .doubted()
                .filter(doubted -> doubted.first() == range.first())
                .ifPresent(doubted -> notes.write(notes.get().withDoubted(after(doubted, range.last()))));
    }

    private static Optional<BlockRange> after(BlockRange doubted, long last) {
        return last >= doubted.last() ? Optional.empty() : Optional.of(new BlockRange(last + 1, doubted.last()));
    }
}
