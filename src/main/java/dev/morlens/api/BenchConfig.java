package dev.morlens.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What measuring needs. */
@ConfigMapping(prefix = "morlens")
public interface BenchConfig {

    /** Whether a constant answer is given, to measure the others against. */
    @WithDefault("false")
    boolean bench();
}
