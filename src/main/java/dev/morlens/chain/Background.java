package dev.morlens.chain;

import java.util.function.Supplier;

/**
 * Marks questions that nobody waits for, such as those of audits: an endpoint's allowance goes to all others first. Holds for
 * the thread that asks, not for those that it starts.
 */
public final class Background {

    private static final ScopedValue<Boolean> MARK = ScopedValue.newInstance();

    private Background() {}

    /** Asks within a task that nobody waits for. */
    public static <T> T ask(Supplier<T> task) {
        return ScopedValue.where(MARK, true).call(task::get);
    }

    /** The same for a task without a result. */
    public static void run(Runnable task) {
        ScopedValue.where(MARK, true).run(task);
    }

    /** Whether the current thread asks for something that nobody waits for. */
    public static boolean isCurrent() {
        return MARK.orElse(false);
    }
}
