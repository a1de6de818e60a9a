package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Soon after blocks were followed, a number of them together: those whose bloom does not exclude a log. On a busy chain most
 * blooms exclude nothing, so that to ask twice at once would double the questions.
 */
final class SecondLook implements Look {

    /** Some megabyte. More only wait where answers are long in coming; the late look comes to the oldest. */
    private static final int MOST_WAITING = 20_000;

    private final Predicate<BlockHeader> mayHoldOurs;
    private final Duration interval;
    private final LongSupplier blocksAtOnce;
    private final Due next = new Due();
    private final TreeSet<Long> waiting = new TreeSet<>();
    private long skipped;

    /** @param blocksAtOnce how many blocks one question may cover */
    SecondLook(Predicate<BlockHeader> mayHoldOurs, Duration interval, LongSupplier blocksAtOnce) {
        this.mayHoldOurs = mayHoldOurs;
        this.interval = interval;
        this.blocksAtOnce = blocksAtOnce;
    }

    void followed(Iterable<BlockHeader> headers) {
        for (BlockHeader header : headers) {
            if (mayHoldOurs.test(header)) {
                waiting.add(header.number());
            }
        }
        while (waiting.size() > MOST_WAITING) {
            waiting.pollFirst();
            skipped++;
        }
    }

    /** How many did not wait any longer, since this was last asked. */
    long takeSkipped() {
        long taken = skipped;
        skipped = 0;
        return taken;
    }

    void undone(long ancestor) {
        waiting.tailSet(ancestor, false).clear();
    }

    @Override
    public Optional<BlockRange> due(BlockRef checkpoint) {
        if (waiting.isEmpty() || !next.isNow()) {
            return Optional.empty();
        }
        next.after(interval);
        long first = waiting.first();
        return Optional.of(new BlockRange(first, waiting.floor(first + blocksAtOnce.getAsLong() - 1)));
    }

    @Override
    public void done(BlockRange range) {
        waiting.subSet(range.first(), true, range.last(), true).clear();
    }
}
