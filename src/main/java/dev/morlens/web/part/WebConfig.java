package dev.morlens.web.part;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** What the pages are told. */
@ConfigMapping(prefix = "morlens")
public interface WebConfig {

    /** Addresses to try: a JSON array of {@code {"label", "address"}}. */
    Optional<String> samples();

    PageCacheConfig pages();

    /** Addresses' pages, which are kept as they were written, and ask whether they are still true. */
    interface PageCacheConfig {

        /** About how many bytes those that are kept may take. */
        long cacheBytes();

        /** How often one that somebody looks at asks. */
        Duration lookEvery();
    }
}
