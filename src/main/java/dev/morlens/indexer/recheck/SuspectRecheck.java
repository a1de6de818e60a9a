package dev.morlens.indexer.recheck;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.fetch.ForkLogPosition;
import dev.morlens.indexer.fetch.MergedLogs;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * At once, blocks near one of which a log was left out, whatever was told of them before: whoever left it out may have left
 * out others, which move no sum. And again, until two answers about all of them agree: of two endpoints, or of one twice.
 */
final class SuspectRecheck implements RecheckSource {

    private final RecheckProgress notes;
    private final Duration interval;
    private final LongSupplier blocksAtOnce;
    private final IntervalTimer next;

    /** What was told of the doubted blocks so far, and of all of them the last time. */
    private Set<ForkLogPosition> pass = new TreeSet<>();

    private Optional<Set<ForkLogPosition>> before = Optional.empty();
    private boolean allAgreed = true;
    private long reached = -1;

    SuspectRecheck(RecheckProgress notes, Duration interval, LongSupplier blocksAtOnce, LongSupplier nanoTime) {
        this.notes = notes;
        this.interval = interval;
        this.blocksAtOnce = blocksAtOnce;
        this.next = new IntervalTimer(nanoTime);
    }

    /** Besides those that are in doubt already, and all between. */
    void suspect(BlockRange range) {
        BlockRange all = notes.get()
                .doubted()
                .map(before ->
                        new BlockRange(Math.min(before.first(), range.first()), Math.max(before.last(), range.last())))
                .orElse(range);
        if (!notes.get().doubted().equals(Optional.of(all))) {
            notes.write(notes.get().withDoubted(Optional.of(all)));
        }
        before = Optional.empty();
        begin();
    }

    private void begin() {
        pass = new TreeSet<>();
        allAgreed = true;
        reached = -1;
    }

    boolean isInDoubt() {
        return notes.get().doubted().isPresent();
    }

    @Override
    public Optional<BlockRange> due(BlockRef checkpoint) {
        if (!isInDoubt() || reached < 0 && !next.isNow()) {
            return Optional.empty();
        }
        next.after(interval);
        return notes.get()
                .doubted()
                .flatMap(range -> range.after(Math.max(reached, range.first() - 1)))
                .map(range -> range.head(blocksAtOnce.getAsLong()));
    }

    @Override
    public void done(BlockRange range, MergedLogs told) {
        Optional<BlockRange> doubted = notes.get().doubted();
        boolean isOurs = doubted.isPresent()
                && range.first() == Math.max(reached + 1, doubted.get().first());
        if (isOurs) {
            told.logs().forEach(log -> pass.add(ForkLogPosition.of(log)));
            allAgreed &= told.agreed();
            reached = range.last();
            if (reached >= doubted.get().last()) {
                end();
            }
        }
    }

    private void end() {
        if (allAgreed || before.filter(pass::equals).isPresent()) {
            notes.write(notes.get().withDoubted(Optional.empty()));
            before = Optional.empty();
        } else {
            before = Optional.of(pass);
        }
        begin();
    }
}
