package dev.morlens.testing.server;

import dev.morlens.ask.BudgetConfig;
import java.time.Duration;

/** How what visitors may have nodes asked is shared out in a test. */
public record Shares(double clientShare, Duration answerMaxAge) implements BudgetConfig {

    /** One asker may use it all, and every block is asked about anew. */
    public static final Shares ALL = new Shares(1, Duration.ZERO);
}
