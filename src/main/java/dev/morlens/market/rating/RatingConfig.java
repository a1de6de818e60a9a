package dev.morlens.market.rating;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** How bids are rated, as in a consumer node's {@code rating-config.json}. */
@ConfigMapping(prefix = "morlens.rating")
public interface RatingConfig {

    Weights weights();

    /** Providers that may be chosen; all if absent. */
    Optional<List<String>> providerAllowlist();

    /** Providers that are never chosen. */
    Optional<List<String>> providerDenylist();

    /** What counts how much; together 1. */
    interface Weights {

        double tps();

        double ttft();

        double duration();

        double success();

        double stake();
    }
}
