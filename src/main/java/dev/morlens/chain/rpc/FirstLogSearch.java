package dev.morlens.chain.rpc;

import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.profile.KeptHistory;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * Finds where the logs of an endpoint begin, once it has said that it lacks some: by bisection, with a few dozen questions
 * about single blocks. Otherwise every range below would be asked of it and refused. Safe for many threads.
 */
final class FirstLogSearch {

    private final KeptHistory known;
    private final AtomicBoolean searching = new AtomicBoolean();

    FirstLogSearch(KeptHistory known) {
        this.known = known;
    }

    /**
     * @param lacking a block that the endpoint says that it lacks
     * @param newest one that it has, by all appearances; empty if none is known
     * @param ask for the logs of one block; throws {@link HistoryMissingException} if the endpoint lacks it
     */
    void find(long lacking, OptionalLong newest, LongConsumer ask) {
        if (newest.isPresent() && searching.compareAndSet(false, true)) {
            try {
                known.lacks(bisect(lacking, newest.getAsLong(), ask));
            } catch (NodeException e) {
                // It answers nothing just now, or something else: the next refusal begins anew.
                known.lacks(lacking);
            } finally {
                searching.set(false);
            }
        }
    }

    /** The last block that it lacks. */
    private static long bisect(long lacking, long newest, LongConsumer ask) {
        long lacks = lacking;
        long has = newest + 1;
        while (has - lacks > 1) {
            long middle = lacks + (has - lacks) / 2;
            if (has(middle, ask)) {
                has = middle;
            } else {
                lacks = middle;
            }
        }
        return lacks;
    }

    private static boolean has(long block, LongConsumer ask) {
        try {
            ask.accept(block);
            return true;
        } catch (HistoryMissingException e) {
            return false;
        }
    }
}
