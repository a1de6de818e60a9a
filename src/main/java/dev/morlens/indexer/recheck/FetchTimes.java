package dev.morlens.indexer.recheck;

import dev.morlens.store.check.FetchTime;
import dev.morlens.store.check.RecheckStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Which blocks were fetched so long ago. Noted a number of times in that time, and kept over a restart. In between it goes
 * by the process's own clock, which nobody sets.
 */
final class FetchTimes {

    private static final int NOTES = 60;

    private record Note(long block, long nanos) {}

    private final RecheckStore store;
    private final Duration enough;
    private final LongSupplier nanoTime;
    private final List<Note> notes = new ArrayList<>();

    /**
     * @param enough how long ago
     * @param nanoTime as {@link System#nanoTime}
     */
    FetchTimes(RecheckStore store, Duration enough, LongSupplier nanoTime) {
        this.store = store;
        this.enough = enough;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        for (FetchTime known : store.fetched()) {
            // Older ones make no difference, and a century in nanoseconds is more than a long holds.
            Duration age = known.age().compareTo(enough) > 0 ? enough : known.age();
            notes.add(new Note(known.block(), now - age.toNanos()));
        }
    }

    /** All blocks up to this one are here now. */
    void reached(long block) {
        long now = nanoTime.getAsLong();
        Note last = notes.isEmpty() ? null : notes.getLast();
        boolean isNews = last == null || last.block() != block;
        if (isNews
                && (last == null
                        || now - last.nanos() >= enough.dividedBy(NOTES).toNanos())) {
            store.fetched(block, enough);
            notes.add(new Note(block, now));
        }
    }

    /** The last block that was fetched long enough ago; empty if none was. */
    OptionalLong longAgo() {
        long then = nanoTime.getAsLong() - enough.toNanos();
        int old = 0;
        while (old < notes.size() && notes.get(old).nanos() - then <= 0) {
            old++;
        }
        if (old > 1) {
            notes.subList(0, old - 1).clear();
        }
        return old == 0
                ? OptionalLong.empty()
                : OptionalLong.of(notes.getFirst().block());
    }

    /** The store took back the blocks above this one: they are fetched anew. */
    void undone(long ancestor) {
        notes.replaceAll(note -> new Note(Math.min(note.block(), ancestor), note.nanos()));
    }
}
