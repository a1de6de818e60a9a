package dev.morlens.api.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What measuring needs. */
@ConfigMapping(prefix = "morlens")
public interface BenchmarkConfig {

    /** Whether a constant answer is given, to measure the others against. */
    @WithDefault("false")
    boolean bench();
}
