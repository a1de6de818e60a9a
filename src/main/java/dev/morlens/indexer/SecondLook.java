package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Soon after blocks were followed, a number of them together: those whose bloom does not exclude a log. On a busy chain most
 * blooms exclude nothing, so that to ask twice at once would double the questions.
 */
final class SecondLook implements Look {

    /** One question for logs covers as many blocks with nearly every provider. */
    private static final int BLOCKS_AT_ONCE = 500;

    /** More only wait where answers are long in coming; the late look comes to the oldest. */
    private static final int MOST_WAITING = 10_000;

    private final Predicate<BlockHeader> mayHoldOurs;
    private final Duration interval;
    private final Due next = new Due();
    private final TreeSet<Long> waiting = new TreeSet<>();

    SecondLook(Predicate<BlockHeader> mayHoldOurs, Duration interval) {
        this.mayHoldOurs = mayHoldOurs;
        this.interval = interval;
    }

    void followed(Iterable<BlockHeader> headers) {
        for (BlockHeader header : headers) {
            if (mayHoldOurs.test(header)) {
                waiting.add(header.number());
            }
        }
        while (waiting.size() > MOST_WAITING) {
            waiting.pollFirst();
        }
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
        return Optional.of(new BlockRange(first, waiting.floor(first + BLOCKS_AT_ONCE - 1)));
    }

    @Override
    public void done(BlockRange range) {
        waiting.subSet(range.first(), true, range.last(), true).clear();
    }
}
