package dev.morlens.chain;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node is asked for: it decides who waits for whom, and whose calls they are where a day's are numbered. Holds for the
 * thread that asks, not for those that it starts.
 */
public enum CallPurpose {
    /** The head, and the history before it: comes first. */
    FOLLOWING,
    /** Asking again whether something was left out. */
    CHECKS,
    /** Comparing addresses one by one with the chain. */
    AUDITS,
    /** What somebody waits for: positions from a node, dry runs, look-ups. */
    VISITORS;

    private static final ScopedValue<CallPurpose> CURRENT = ScopedValue.newInstance();

    /** The current thread's; empty where it is within no task of one. */
    public static Optional<CallPurpose> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Whether the current thread asks for something that nobody waits for: an endpoint's allowance goes to all others first. */
    public static boolean isBackground() {
        return current()
                .filter(callPurpose -> callPurpose == CHECKS || callPurpose == AUDITS)
                .isPresent();
    }

    /** Asks within a task of this purpose. */
    public <T> T ask(Supplier<T> task) {
        return ScopedValue.where(CURRENT, this).call(task::get);
    }

    /** The same for a task without a result. */
    public void run(Runnable task) {
        ScopedValue.where(CURRENT, this).run(task);
    }
}
