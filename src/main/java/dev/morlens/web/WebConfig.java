package dev.morlens.web;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the pages are told. */
@ConfigMapping(prefix = "morlens")
public interface WebConfig {

    /** Addresses to try: a JSON array of {@code {"label", "address"}}. */
    Optional<String> samples();

    Pages pages();

    /** Addresses' pages that are kept as they were written. */
    interface Pages {

        /** About how many bytes they may take. */
        long cacheBytes();
    }
}
