package dev.morlens.ask;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How much of the nodes previews may use. */
@ConfigMapping(prefix = "morlens.preview")
public interface NodeQueryConfig {

    /** Transactions tried a minute, whoever asks; 0 tries none. Of several in sequence, five count as one. */
    int simulationsPerMinute();

    /** Readings of views a minute, whoever asks; 0 reads none. */
    int readsPerMinute();

    /** How long an answer waits for one of them. */
    Duration timeout();
}
