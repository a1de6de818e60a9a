package dev.morlens.position;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How what visitors may have nodes asked is shared out. */
@ConfigMapping(prefix = "morlens.budget")
public interface BudgetConfig {

    /**
     * What one client may use of any such budget, above 0 and at most 1. A quarter of the shipped ones is six diagnoses a
     * minute in which all that can be tried is tried, and some twenty in which nothing has to be.
     */
    @WithDefault("0.25")
    double clientShare();
}
