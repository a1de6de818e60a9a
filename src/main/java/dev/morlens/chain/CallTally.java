package dev.morlens.chain;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls that a task makes of endpoints, in whatever layer and however often repeated. A call is a member of a
 * batch, or a request that is none: it is those that providers bill. Holds for the thread that asks, not for those that it
 * starts.
 */
public final class CallTally {

    private static final ScopedValue<CallTally> CURRENT = ScopedValue.newInstance();

    private final AtomicLong calls = new AtomicLong();

    /** What the task makes is added to this, and to no tally around it. */
    public void during(Runnable task) {
        ScopedValue.where(CURRENT, this).run(task);
    }

    /** For whoever sends them. */
    public static void sent(int calls) {
        if (CURRENT.isBound()) {
            CURRENT.get().calls.addAndGet(calls);
        }
    }

    public long calls() {
        return calls.get();
    }
}
