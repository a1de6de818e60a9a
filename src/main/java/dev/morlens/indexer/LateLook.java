package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.Looked;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Long after blocks were fetched, all of them, in ranges: an endpoint that left logs out is well by then. Transfers between
 * wallets move no sum that could tell that they are missing.
 */
final class LateLook implements Look {

    /** Intervals after which fewer blocks than a range are worth a question. */
    private static final int PART_OF_A_RANGE = 60;

    private final LookNotes notes;
    private final int blocksAfter;
    private final Duration interval;
    private final LongSupplier blocksAtOnce;
    private final Due next = new Due();
    private final Due part = new Due();

    /** @param blocksAfter so many blocks after a block was fetched it is due */
    LateLook(LookNotes notes, int blocksAfter, Duration interval, LongSupplier blocksAtOnce) {
        this.notes = notes;
        this.blocksAfter = blocksAfter;
        this.interval = interval;
        this.blocksAtOnce = blocksAtOnce;
    }

    /**
     * However old they are, the blocks after the checkpoint are fetched now. Those before were fetched when the chain was
     * lower.
     */
    void backfilling(Optional<BlockRef> checkpoint, BlockRef target) {
        long due = checkpoint
                .map(last -> Math.min(last.number(), due(target.number())))
                .orElse(notes.get().dueTo());
        notes.write(notes.get().withDue(due, OptionalLong.empty()));
    }

    @Override
    public Optional<BlockRange> due(BlockRef checkpoint) {
        Looked looked = notes.get();
        if (looked.goesOnAt().isEmpty()) {
            notes.write(looked.withDue(looked.dueTo(), OptionalLong.of(checkpoint.number() + blocksAfter)));
        }
        long last = due(checkpoint.number());
        if (!next.isNow() || last <= looked.to()) {
            return Optional.empty();
        }
        long most = blocksAtOnce.getAsLong();
        BlockRange range = new BlockRange(looked.to() + 1, last).head(most);
        if (range.size() < most && !part.isNow()) {
            return Optional.empty();
        }
        next.after(interval);
        part.after(interval.multipliedBy(PART_OF_A_RANGE));
        return Optional.of(range);
    }

    /** The last block that was fetched long enough before the chain had this height. */
    private long due(long height) {
        Looked looked = notes.get();
        boolean isHighEnough =
                looked.goesOnAt().isPresent() && height >= looked.goesOnAt().getAsLong();
        return isHighEnough ? Math.max(looked.dueTo(), height - blocksAfter) : looked.dueTo();
    }

    @Override
    public void done(BlockRange range) {
        notes.write(notes.get().withTo(range.last()));
    }
}
