package dev.morlens.ask;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what visitors may have nodes asked is shared out. */
@ConfigMapping(prefix = "morlens.budget")
public interface BudgetConfig {

    /**
     * What one client may use of any such budget, above 0 and at most 1. A quarter of the shipped ones is six diagnoses a
     * minute in which all that can be tried is tried, and some twenty in which nothing has to be.
     */
    @WithDefault("0.25")
    double clientShare();

    /**
     * How old may be what a node told, by the time of blocks, when it is told again: dry runs, gas, allowances, live
     * positions. A block that touches the address ends it at once; answers name the block. 0 asks anew at each block.
     */
    @WithDefault("60s")
    Duration answerMaxAge();
}
